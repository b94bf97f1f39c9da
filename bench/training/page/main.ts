import type { TrainingReport } from './report.ts';

declare global {
  interface Window {
    fedhealthTraining(): Promise<TrainingReport>;
  }
}

window.fedhealthTraining = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => ('failed' in data ? reject(new Error(data.failed)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message));
  });
