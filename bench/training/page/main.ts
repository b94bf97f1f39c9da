import type { RoundsReport, TrainingReport } from './report.ts';

declare global {
  interface Window {
    fedhealthTraining(): Promise<TrainingReport>;
    fedhealthRounds(rounds: number): Promise<RoundsReport>;
  }
}

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** The one worker of the page, asked one thing at a time. */
function ask<T>(question: object): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('failed' in data ? reject(new Error(data.failed)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(question);
  });
}

window.fedhealthTraining = () => ask({ kind: 'speed' });
window.fedhealthRounds = (rounds) => ask({ kind: 'rounds', rounds });
