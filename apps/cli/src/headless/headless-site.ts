/** A hospital without a browser: the same session, in Node. */

import type { HeadlessReading } from '@fedhealth/coordinator/files';
import { openData } from '@fedhealth/coordinator/files';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { SiteRules } from '@fedhealth/fl-core/privacy';
import { invitationViewSchema, SITE_NAMESPACE } from '@fedhealth/fl-core/protocol';
import {
  createSiteData,
  createSiteSession,
  SITE_SOCKET_OPTIONS,
  type SiteSession,
  type SiteSocket,
} from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import type { JoinReport } from '@fedhealth/fl-core/table';
import type { EngineName } from '@fedhealth/fl-core/training';
import { io } from 'socket.io-client';
import { disclosuresIn } from './disclosures-in.ts';
import { openSiteTrainer } from './open-trainer.ts';
import { personalises } from './personalises.ts';
import { runNotesIn } from './run-notes-in.ts';
import { credentialsIn, credentialsInMemory } from './state-folder.ts';
import { createTrafficMeter, type TrafficMeter } from './traffic-meter.ts';

export interface HeadlessSite {
  readonly session: SiteSession;
  readonly rows: { readonly trainRows: number; readonly testRows: number };
  readonly traffic: TrafficMeter;
  /** Whether the study makes a personal model of each hospital. */
  readonly personalises: boolean;
  /** How several files were joined; null for one. */
  readonly join: JoinReport | null;
}

export interface HeadlessSiteOptions {
  readonly url: string;
  readonly invite: string;
  readonly name: string;
  /** A file, or several to be joined on time. */
  readonly csv: string | readonly string[];
  readonly reading?: HeadlessReading | undefined;
  readonly engine?: EngineName | undefined;
  readonly compareWithLocal: boolean;
  /** The folder in which it keeps who it is and what it remembers of its run; without one it forgets. */
  readonly state?: string | null;
  /** The hospital's own rules; the usual ones unless told. */
  readonly rules?: SiteRules | undefined;
  /** Tells a person what went wrong and did not stop the site. */
  say?(sentence: string): void;
}

/** What an invite link leads to. Takes the coordinator's address and the token. */
async function fetchStudy(url: string, invite: string): Promise<Result<Study>> {
  const response = await fetch(`${url}/api/invites/${encodeURIComponent(invite)}`).catch(() => null);
  if (response === null) return fail({ code: 'UNREACHABLE', message: `No coordinator answers at ${url}.` });
  if (!response.ok) return fail({ code: 'INVITE_INVALID', message: 'This invite link is not valid.' });
  const invitation = invitationViewSchema.safeParse(await response.json().catch(() => null));
  if (!invitation.success)
    return fail({
      code: 'BAD_MESSAGE',
      message: `What answers at ${url} is not a FedHealth coordinator of this version.`,
    });
  return ok(invitation.data.study);
}

/** Reads the file, joins the study, and takes part until closed. */
export async function openHeadlessSite(options: HeadlessSiteOptions): Promise<Result<HeadlessSite>> {
  const study = await fetchStudy(options.url, options.invite);
  if (!study.ok) return study;
  const file = await openData(options.csv, study.value, options.reading);
  if (!file.ok) return file;
  const data = createSiteData(file.value);
  const { state = null, say = () => undefined } = options;
  const identity = { coordinator: options.url, studyId: study.value.id, name: options.name };
  const traffic = createTrafficMeter();
  const session = createSiteSession({
    connect() {
      const socket: SiteSocket = io(options.url + SITE_NAMESPACE, SITE_SOCKET_OPTIONS);
      traffic.watch(socket);
      return socket;
    },
    data,
    openTrainer: openSiteTrainer(options.engine),
    credentials: state === null ? credentialsInMemory() : credentialsIn(state, identity, say),
    runNotes: state === null ? null : runNotesIn(state, identity, say),
    disclosures: state === null ? null : disclosuresIn(state, options.name, say),
    ...(options.rules && { rules: options.rules }),
    compareWithLocal: options.compareWithLocal,
  });
  const joined = await session.join({ invite: options.invite, name: options.name });
  const rows = { trainRows: data.trainRows, testRows: data.testRows };
  if (joined.ok)
    return ok({ session, rows, traffic, personalises: personalises(study.value), join: file.value.join });
  session.close();
  return joined;
}
