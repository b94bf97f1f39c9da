/** The worker's answers to the page. Holds the rows, the engine and the connection; gives out summaries. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { SiteData, SiteSession } from '@fedhealth/fl-core/site';
import { CANCELLED, type JoinRequest, type OpenedSummary, type SiteWorkerApi } from './api/api.ts';
import { createFileDesk } from './files/file-desk.ts';
import { cleaned, cleanedFileOf, preparationOf } from './files/preparation.ts';
import { profileFile } from './files/profile-file.ts';
import { createSourceShelf } from './files/source-shelf.ts';
import { holdLock } from './keeping/hold-lock.ts';
import { createPrediction } from './prediction.ts';
import { refusalOf } from './refusal.ts';
import { createSnapshotFeed } from './snapshot-feed.ts';

interface OpenSession {
  readonly url: string;
  readonly name: string;
  /** The hospital's own rules, as text: other ones are another session. */
  readonly rules: string;
  readonly session: SiteSession;
}

const noFile = { code: 'NO_FILE', message: 'No file is open. Open a file first.' };
const notJoined = {
  code: 'NOT_JOINED',
  message: 'This page is not connected to the study. Join, and try again.',
};
const alreadyJoined = {
  code: 'ALREADY_JOINED',
  message: 'The hospital takes part with this file as it is. Leave the study first, then change the choice.',
};

const joined = {
  code: 'JOINED',
  message: 'This hospital takes part already. Leave the study to change the columns.',
};

/** What the page shows is what a session would tell: both ask the rows as they are now. */
const toldOf = (data: SiteData): OpenedSummary => ({
  ...data.summary,
  withheld: data.summary.usable ? (data.moments().withheld ?? {}) : {},
});

export function createSiteWorker(): SiteWorkerApi {
  const feed = createSnapshotFeed();
  const desk = createFileDesk();
  const shelf = createSourceShelf();
  let data: SiteData | null = null;
  let reading: AbortController | null = null;
  let current: OpenSession | null = null;

  const endSession = async (): Promise<void> => {
    if (!current) return;
    const { session } = current;
    current = null;
    if (session.snapshot().joined) await session.leave();
    feed.offer(session.snapshot());
    session.close();
    feed.archive(emptySnapshot);
  };

  /** The session under this name; one under another name is ended first. */
  const sessionFor = async (request: JoinRequest, own: SiteData): Promise<SiteSession> => {
    const { url, name, resumed = null } = request;
    const rules = JSON.stringify(request.rules ?? null);
    const isOther = current?.url !== url || current.name !== name || current.rules !== rules;
    if (current && isOther) await endSession();
    if (!current) {
      const { openSession } = await import('./open-session.ts');
      if (resumed) feed.continueFrom(resumed.ledger);
      const session = openSession(url, name, own, request);
      session.subscribe((snapshot) => feed.offer(snapshot));
      current = { url, name, rules, session };
    }
    return current.session;
  };

  const closeFile = async (): Promise<void> => {
    reading?.abort();
    await endSession();
    shelf.clear();
    desk.clear();
    data = null;
  };

  return {
    ...createPrediction(() => ({ data, session: current?.session ?? null })),
    async openFile(source, study, onProgress, remembered = null) {
      await closeFile();
      const abort = new AbortController();
      reading = abort;
      const opened = await desk.open({ source, study, remembered, signal: abort.signal, onProgress });
      if (reading !== abort) return fail({ code: CANCELLED, message: 'Another file was opened.' });
      reading = null;
      if (!opened.ok) return opened;
      data = opened.value.data;
      return ok(toldOf(data));
    },
    columns: async () => desk.opened?.view ?? null,
    async decideColumns(decisions, confirm, onProgress) {
      if (current?.session.snapshot().joined) return fail(joined);
      reading?.abort();
      const abort = new AbortController();
      reading = abort;
      const decided = await desk.decide(decisions, confirm, { signal: abort.signal, onProgress });
      if (reading !== abort) return fail({ code: CANCELLED, message: 'Another choice was made.' });
      reading = null;
      if (!decided.ok) return decided;
      // A session holds the rows as they were.
      await endSession();
      data = decided.value.data;
      return ok(toldOf(data));
    },
    cellExamples: async (source) =>
      (source === undefined ? desk.opened?.examples() : shelf.examples(source)) ?? {},
    async openSources(files, settings, study, onProgress, remembered) {
      reading?.abort();
      const abort = new AbortController();
      reading = abort;
      const opened = await shelf.open({
        files,
        settings,
        study,
        remembered,
        onProgress,
        signal: abort.signal,
      });
      if (reading !== abort) return fail({ code: CANCELLED, message: 'Another file was opened.' });
      reading = null;
      if (!opened.ok) return opened;
      await endSession();
      desk.clear();
      data = opened.value.data;
      return ok({ ...opened.value.opened, summary: toldOf(data) });
    },
    async applyCleaning(choices) {
      if (!data) return fail(noFile);
      if (current?.session.snapshot().joined) return fail(alreadyJoined);
      await endSession();
      data = cleaned(data, choices);
      return ok(toldOf(data));
    },
    preparation: () => preparationOf(data),
    cleanedFile: async () => cleanedFileOf(data),
    cancelReading: () => reading?.abort(),
    closeFile,
    async profile() {
      return data ? ok(data.profile()) : fail(noFile);
    },
    async profileFile(format) {
      return data ? ok(profileFile(data, format)) : fail(noFile);
    },
    holdLock,
    subscribe: feed.subscribe,
    async join(request): Promise<Result<null>> {
      // A file that the study cannot use is declared only where the coordinator is certain to refuse it, and says why.
      if (!data || (!data.summary.usable && refusalOf(data) === null)) return fail(noFile);
      const { invite, name, engine } = request;
      const session = await sessionFor(request, data);
      if (engine !== undefined) session.pinEngine(engine);
      const answer = await session.join({ invite, name });
      feed.flush();
      return answer;
    },
    async leave(mayReturn) {
      if (!current) return ok(null);
      // Whether the coordinator heard it or not, this hospital is out: the connection is closed.
      await current.session.leave(mayReturn);
      feed.offer({ ...current.session.snapshot(), problem: null });
      feed.flush();
      return ok(null);
    },
    async pause() {
      current?.session.pause();
      feed.flush();
    },
    async resume() {
      current?.session.resume();
      feed.flush();
    },
    async trustModel() {
      current?.session.trustModel();
      feed.flush();
    },
    async evidence() {
      const evidence = current?.session.evidence() ?? null;
      if (evidence === null) return fail({ code: 'NO_EVIDENCE', message: 'Nothing has been refused here.' });
      const when = new Date(evidence.at).toISOString().slice(0, 19).replaceAll(':', '-');
      return ok({ name: `fedhealth-refused-${when}.json`, text: JSON.stringify(evidence, null, 2) });
    },
    async pinEngine(engine) {
      current?.session.pinEngine(engine);
    },
    async downloadModel(version) {
      if (!current) return fail(notJoined);
      const artifact = await current.session.model(version);
      if (!artifact.ok) return artifact;
      const study = data?.study.id ?? 'study';
      return ok({ name: `${study}-model-v${version}.json`, text: JSON.stringify(artifact.value, null, 2) });
    },
  };
}
