/** Has a sample file read by a worker of its own, which ends with the reading. */
import { fail, type Result } from '@fedhealth/fl-core/lib';
import { proxy, wrap } from 'comlink';
import type { InferredSample, SampleReading, SampleWorkerApi } from '../../../worker/api/sample-api.ts';

export interface SampleJob {
  readonly result: Promise<Result<InferredSample>>;
  /** Stops at once; the result is then a problem with code `CANCELLED`. */
  cancel(): void;
}

export function readSample(file: File, onProgress: (reading: SampleReading) => void): SampleJob {
  const worker = new Worker(new URL('../../../worker/sample.worker.ts', import.meta.url), {
    type: 'module',
    name: 'fedhealth-sample',
  });
  let settle: (result: Result<InferredSample>) => void = () => undefined;
  const ended = new Promise<Result<InferredSample>>((resolve) => {
    settle = resolve;
  });
  const broke = (detail: string) =>
    settle(
      fail({ code: 'WORKER_FAILED', message: `The file could not be read in the background: ${detail}` }),
    );
  worker.addEventListener('error', (event) => broke(event.message || 'the worker did not start.'));
  wrap<SampleWorkerApi>(worker)
    .infer(file, proxy(onProgress))
    .then(settle, (error: unknown) => broke(error instanceof Error ? error.message : String(error)));
  return {
    result: ended.finally(() => worker.terminate()),
    cancel: () => settle(fail({ code: 'CANCELLED', message: 'Reading was cancelled.' })),
  };
}
