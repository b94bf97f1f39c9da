/** Starts a worker that died again: the file is read again from where it lies, and the hospital is back in its run. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { proxy } from 'comlink';
import type { OpenedSummary } from '../worker/api/api.ts';
import { rememberedColumns } from './column-actions.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker, whenWorkerLost } from './site-worker.ts';
import { openSources, studyOfSources } from './source-files.ts';

const store = () => useSiteStore.getState();
const ignore = (): void => undefined;

/** A worker that dies again and again is not helped by starting it. */
const MOST_RESTARTS = 3;
const WITHIN_MS = 5 * 60_000;

/** From now on a worker that is lost is started again. */
export function recoverWorker(now: () => number = () => performance.now()): void {
  let restarts: number[] = [];
  whenWorkerLost((why) => {
    restarts = [...restarts.filter((at) => now() - at < WITHIN_MS), now()];
    if (restarts.length > MOST_RESTARTS) store().setCrashed(why);
    else void recover(why);
  });
}

async function recover(why: string): Promise<void> {
  const { dataset, snapshot } = store();
  // Nothing was open yet, or the reading that was under way says itself that it failed.
  if (dataset.status !== 'ready') return;
  const { joined } = snapshot;
  store().setRecovery({ status: 'working', why, joined });
  const opened = await reopen(dataset.summary);
  if (!opened.ok) {
    store().setRecovery(null);
    store().receiveSnapshot({ joined: false, connection: 'offline', activity: { kind: 'idle' } });
    store().setDataset({ status: 'failed', fileName: dataset.summary.fileName, problem: opened.error });
    return;
  }
  const back = joined ? await rejoin() : ok(null);
  store().setRecovery(back.ok ? { status: 'done', why, joined } : null);
  if (back.ok) return;
  store().receiveSnapshot({ joined: false, connection: 'offline', activity: { kind: 'idle' } });
  store().setParticipation({ joinProblem: back.error });
}

/** Reads what was open, with the decisions and remedies that were in force. */
async function reopen(before: OpenedSummary): Promise<Result<OpenedSummary>> {
  const { files, settings } = openSources();
  const study = studyOfSources();
  const [only] = files;
  if (!only || !study) {
    return fail({ code: 'NO_FILE', message: 'The page no longer holds the file. Open it again.' });
  }
  let opened: Result<OpenedSummary>;
  if (files.length > 1) {
    const joined = await answered(
      siteWorker().openSources(files, settings, study, proxy(ignore), rememberedColumns()),
    );
    opened = joined.ok ? ok(joined.value.summary) : joined;
  } else {
    opened = await answered(siteWorker().openFile(only.source, study, proxy(ignore), rememberedColumns()));
    if (opened.ok && only.decisions && only.confirmed === 'person') {
      opened = await answered(siteWorker().decideColumns(only.decisions, true, proxy(ignore)));
    }
  }
  if (opened.ok && before.cleaning) opened = await answered(siteWorker().applyCleaning(before.cleaning));
  if (!opened.ok) return opened;
  const { usable, trainRows, testRows } = opened.value;
  if (usable === before.usable && trainRows === before.trainRows && testRows === before.testRows)
    return opened;
  return fail({
    code: 'FILE_CHANGED',
    message: 'The file has changed since it was opened. Open it again, check what was found, and join again.',
  });
}

/** As the hospital that it was, going on from what the page knows of the run. */
function rejoin(): Promise<Result<null>> {
  const { invite, name, engine, snapshot } = store();
  const { run, history, comparison, paused = false, ledger } = snapshot;
  const request = {
    url: window.location.origin,
    invite: invite ?? '',
    name: name.trim(),
    engine,
    resumed: { run, history, comparison, paused, ledger },
  };
  return answered(siteWorker().join(request));
}
