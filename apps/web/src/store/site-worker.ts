/** The one worker of the hospital page: started when first needed, watched for crashes. */
import { fail, type Result } from '@fedhealth/fl-core/lib';
import { proxy, type Remote, wrap } from 'comlink';
import type { SiteWorkerApi } from '../worker/api.ts';
import { useSiteStore } from './site-store.ts';

let remote: Remote<SiteWorkerApi> | null = null;

/** The running worker; starts it the first time. */
export function siteWorker(): Remote<SiteWorkerApi> {
  if (remote) return remote;
  const worker = new Worker(new URL('../worker/site.worker.ts', import.meta.url), {
    type: 'module',
    name: 'fedhealth-site',
  });
  const crashed = (message: string) => useSiteStore.getState().setCrashed(message);
  worker.addEventListener('error', (event) =>
    crashed(event.message || 'The background worker could not be started.'),
  );
  worker.addEventListener('messageerror', () =>
    crashed('A message of the background worker could not be read.'),
  );
  const api = wrap<SiteWorkerApi>(worker);
  remote = api;
  void api.subscribe(proxy((change) => useSiteStore.getState().receiveSnapshot(change)));
  // Closing the tab ends the worker; it says goodbye first, so that no round waits for this hospital.
  window.addEventListener('pagehide', () => {
    if (useSiteStore.getState().snapshot.joined) void api.leave();
  });
  return api;
}

/** An answer of the worker; a call that broke becomes a problem in words. */
export async function answered<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ code: 'WORKER_FAILED', message: `The background worker could not finish this: ${detail}` });
  }
}
