/** The connection of one hospital to its coordinator; loaded when a person joins, not before. */

import type { SiteRules } from '@fedhealth/fl-core/privacy';
import { SITE_NAMESPACE } from '@fedhealth/fl-core/protocol';
import {
  createSiteSession,
  type EngineName,
  type ResumedSession,
  SITE_SOCKET_OPTIONS,
  type SiteData,
  type SiteSession,
} from '@fedhealth/fl-core/site';
import { io } from 'socket.io-client';
import { createCredentialStore } from './keeping/credentials.ts';
import { createDisclosureStore } from './keeping/disclosures.ts';
import { createRunNotesStore } from './keeping/run-notes.ts';
import { openEngine } from './open-engine.ts';

export interface SessionStart {
  readonly engine?: EngineName | null;
  readonly resumed?: ResumedSession | null;
  readonly rules?: SiteRules;
}

export function openSession(url: string, name: string, data: SiteData, start: SessionStart): SiteSession {
  const { engine = null, resumed = null, rules } = start;
  return createSiteSession({
    connect: () => io(url + SITE_NAMESPACE, SITE_SOCKET_OPTIONS),
    data,
    openTrainer: openEngine,
    credentials: createCredentialStore(url, data.study.id, name),
    runNotes: createRunNotesStore(url, data.study.id, name),
    disclosures: createDisclosureStore(),
    ...(rules && { rules }),
    personDecides: true,
    compareWithLocal: true,
    pinned: engine,
    resumed: resumed && pickResumed(resumed),
  });
}

const pickResumed = ({ run, history, comparison, paused }: ResumedSession): ResumedSession => ({
  run,
  history,
  comparison,
  paused: paused ?? false,
});
