/** The worker's answers to the page. Holds the rows, the engine and the connection; gives out summaries. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { emptySnapshot, type SiteData, type SiteSession } from '@fedhealth/fl-core/site';
import { CANCELLED, type SiteWorkerApi } from './api.ts';
import { openDataset } from './open-dataset.ts';
import { createSnapshotFeed } from './snapshot-feed.ts';

interface OpenSession {
  readonly url: string;
  readonly name: string;
  readonly session: SiteSession;
}

const noFile = { code: 'NO_FILE', message: 'No file is open. Open a file first.' };
const notJoined = {
  code: 'NOT_JOINED',
  message: 'This page is not connected to the study. Join, and try again.',
};

export function createSiteWorker(): SiteWorkerApi {
  const feed = createSnapshotFeed();
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
  const sessionFor = async (url: string, name: string, own: SiteData): Promise<SiteSession> => {
    if (current && (current.url !== url || current.name !== name)) await endSession();
    if (!current) {
      const { openSession } = await import('./open-session.ts');
      const session = openSession(url, name, own);
      session.subscribe((snapshot) => feed.offer(snapshot));
      current = { url, name, session };
    }
    return current.session;
  };

  const closeFile = async (): Promise<void> => {
    reading?.abort();
    await endSession();
    data = null;
  };

  return {
    async openFile(source, study, onProgress) {
      await closeFile();
      const abort = new AbortController();
      reading = abort;
      const opened = await openDataset({ source, study, signal: abort.signal, onProgress });
      if (reading !== abort) return fail({ code: CANCELLED, message: 'Another file was opened.' });
      reading = null;
      if (!opened.ok) return opened;
      data = opened.value;
      return ok(data.summary);
    },
    cancelReading: () => reading?.abort(),
    closeFile,
    subscribe: feed.subscribe,
    async join({ url, invite, name }): Promise<Result<null>> {
      if (!data?.summary.usable) return fail(noFile);
      const session = await sessionFor(url, name, data);
      const joined = await session.join({ invite, name });
      feed.flush();
      return joined;
    },
    async leave() {
      if (!current) return ok(null);
      // Whether the coordinator heard it or not, this hospital is out: the connection is closed.
      await current.session.leave();
      feed.offer({ ...current.session.snapshot(), problem: null });
      feed.flush();
      return ok(null);
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
