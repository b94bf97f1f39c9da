/** A hospital with the product's own session, in this process, with a trainer that the test chooses. */
import { ok } from '@fedhealth/fl-core/lib';
import { DEFAULT_SITE_RULES, type SiteRules } from '@fedhealth/fl-core/privacy';
import { SITE_NAMESPACE } from '@fedhealth/fl-core/protocol';
import {
  createSiteData,
  createSiteSession,
  type DisclosureStore,
  SITE_SOCKET_OPTIONS,
  type SiteCredentials,
  type SiteData,
  type SiteSession,
  type SiteSnapshot,
  type SiteSocket,
} from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import { createFakeTrainer, type FakeTrainer } from '@fedhealth/testing/fake-trainer';
import { PATIENCE_MS } from '@fedhealth/testing/patiently';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { io } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { openData } from '../files/open-data.ts';
import type { LiveApp } from './live-app.ts';

export interface Hospital {
  readonly session: SiteSession;
  readonly data: SiteData;
  readonly socket: SiteSocket;
  readonly trainer: FakeTrainer;
  /** What the coordinator gave it to be known again. */
  credentials(): SiteCredentials | null;
  /** The first snapshot that fits, now or when it comes. */
  until(what: string, fits: (snapshot: SiteSnapshot) => boolean): Promise<SiteSnapshot>;
}

export interface HospitalOptions {
  readonly name: string;
  readonly url?: string;
  readonly csv?: string;
  readonly trainer?: FakeTrainer;
  readonly compareWithLocal?: boolean;
  /** The study, where the coordinator's store is out of reach. */
  readonly study?: Study;
  /** Its own rules, where they are other than usual. */
  readonly rules?: Partial<SiteRules>;
  /** Where what it told of outlives the session. */
  readonly disclosures?: DisclosureStore;
  /** What keeping its credentials waits for, as a slow disk. */
  keeping?(): Promise<void>;
}

/** What a hospital needs of the coordinator. */
type Invited = Pick<LiveApp, 'url' | 'invite' | 'studyId'> & Partial<Pick<LiveApp, 'store'>>;

/** Joins the study. Reconnects within milliseconds instead of a fraction of a second. */
export async function openHospital(app: Invited, options: HospitalOptions): Promise<Hospital> {
  const { name, url = app.url, trainer = createFakeTrainer(), compareWithLocal = false } = options;
  const study = options.study ?? (await app.store?.studies.get(app.studyId)) ?? tinyStudy();
  const file = await openData(options.csv ?? (await tinyCsv(40, name.length)), study);
  if (!file.ok) throw new Error(file.error.message);
  const data = createSiteData(file.value);
  const socket: SiteSocket = io(url + SITE_NAMESPACE, {
    ...SITE_SOCKET_OPTIONS,
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
  });
  let kept: SiteCredentials | null = null;
  const session = createSiteSession({
    connect: () => socket,
    data,
    openTrainer: () => Promise.resolve(ok(trainer)),
    credentials: {
      load: () => Promise.resolve(kept),
      save: async (credentials) => {
        kept = credentials;
        await options.keeping?.();
      },
      clear: async () => {
        kept = null;
      },
    },
    compareWithLocal,
    rules: { ...DEFAULT_SITE_RULES, ...options.rules },
    disclosures: options.disclosures ?? null,
  });
  onTestFinished(() => session.close());
  const joined = await session.join({ invite: app.invite, name });
  if (!joined.ok) throw new Error(joined.error.message);
  return {
    session,
    data,
    socket,
    trainer,
    credentials: () => kept,
    until: (what, fits) => until(session, what, fits),
  };
}

function until(
  session: SiteSession,
  what: string,
  fits: (snapshot: SiteSnapshot) => boolean,
): Promise<SiteSnapshot> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      const { run, activity, connection, problem } = session.snapshot();
      const now = JSON.stringify({ status: run?.status, round: run?.round, activity, connection, problem });
      reject(new Error(`Waited in vain for ${what}; it stands at ${now}.`));
    }, PATIENCE_MS);
    const look = (snapshot: SiteSnapshot): void => {
      if (!fits(snapshot)) return;
      clearTimeout(late);
      stop();
      resolve(snapshot);
    };
    const stop = session.subscribe(look);
    look(session.snapshot());
  });
}
