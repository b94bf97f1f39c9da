/** The one worker of the hospital page: started when first needed, and anew when it died. */
import { fail, type Result } from '@fedhealth/fl-core/lib';
import { proxy, type Remote, wrap } from 'comlink';
import type { SiteWorkerApi } from '../worker/api/api.ts';
import { untilSilent } from './signs-of-life.ts';
import { useSiteStore } from './site-store.ts';

interface Running {
  readonly api: Remote<SiteWorkerApi>;
  /** Rejects when the worker is gone: what it was asked is never answered. */
  readonly lost: Promise<never>;
}

let running: Running | null = null;
let onLost: (why: string) => void = (why) => useSiteStore.getState().setCrashed(why);

/** Who is told when the worker is gone, and why. The next `siteWorker()` starts another. */
export function whenWorkerLost(listener: (why: string) => void): void {
  onLost = listener;
}

const ENDED = 'The browser ended the background worker, most likely because memory was short.';

/** The running worker; starts it the first time. */
export function siteWorker(): Remote<SiteWorkerApi> {
  running ??= start();
  return running.api;
}

function start(): Running {
  const name = `fedhealth-site-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const worker = new Worker(new URL('../worker/site.worker.ts', import.meta.url), { type: 'module', name });
  const api = wrap<SiteWorkerApi>(worker);
  const watch = new AbortController();
  let reject: (reason: Error) => void = () => undefined;
  const lost = new Promise<never>((_, no) => {
    reject = no;
  });
  lost.catch(() => undefined);
  const started: Running = { api, lost };
  const end = (why: string): void => {
    if (running !== started) return;
    running = null;
    watch.abort();
    worker.terminate();
    reject(new Error(why));
    onLost(why);
  };
  worker.addEventListener('error', (event) =>
    end(event.message || 'The background worker could not be started.'),
  );
  worker.addEventListener('messageerror', () => end('A message of the background worker could not be read.'));
  // A worker that the browser ends says nothing, but lets go of its lock. One that is only busy keeps it.
  void api
    .holdLock(name)
    .then(async (held) => {
      if (held) return navigator.locks.request(name, { signal: watch.signal }, () => end(ENDED));
      await untilSilent(() => api.holdLock(name), watch.signal);
      return end(ENDED);
    })
    .catch(() => undefined);
  void api.subscribe(proxy((change) => useSiteStore.getState().receiveSnapshot(change)));
  return started;
}

// Closing the tab, or reloading it, ends the worker; it says goodbye first, so that no round waits for this hospital.
globalThis.addEventListener?.('pagehide', () => {
  if (running && useSiteStore.getState().snapshot.joined) void running.api.leave(true);
});

/** An answer of the worker; a call that broke, or that a worker took with it when it died, becomes a problem in words. */
export async function answered<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await (running ? Promise.race([call, running.lost]) : call);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ code: 'WORKER_FAILED', message: `The background worker could not finish this: ${detail}` });
  }
}
