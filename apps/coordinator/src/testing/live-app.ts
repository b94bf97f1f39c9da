/** A real coordinator with real sockets on a free port, and what tests ask of it. */
import {
  type EventView,
  type RunDetailView,
  runDetailViewSchema,
  type StartRun,
} from '@fedhealth/fl-core/protocol';
import { isOver } from '@fedhealth/fl-core/round';
import { eventually } from '@fedhealth/testing/patiently';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import type { ConnectionLimits } from '../connections/limits.ts';
import type { CreateLive } from '../live.ts';
import type { Settings } from '../settings.ts';
import { createLiveWith } from '../sockets/create-live.ts';
import { type TestApp, testApp } from './test-app.ts';

export { createLiveWith };

export interface LiveApp extends TestApp {
  /** The token of an invite to the study. */
  readonly invite: string;
  readonly studyId: string;
  startRun(changes?: Partial<StartRun>): Promise<RunDetailView>;
  run(id: string): Promise<RunDetailView>;
  runOver(id: string): Promise<RunDetailView>;
  /** The first event that fits, now or when it comes. */
  event(what: string, fits: (event: EventView) => boolean): Promise<EventView>;
}

/** Sites that vanish are given up after a moment instead of seconds. */
export const QUICK = { graceMs: 150, helloMs: 10_000, returnMs: 1_000, retryMs: 20 };

export async function liveApp(
  settings: Partial<Settings> = {},
  createLive: CreateLive = createLiveWith(QUICK),
  limits: Partial<ConnectionLimits> = {},
): Promise<LiveApp> {
  const study = settings.study ?? tinyStudy();
  const app = await testApp({ study, ...settings }, createLive, limits);
  const invite = `invite-${crypto.randomUUID()}`;
  await app.store.invites.create({ studyId: study.id, token: invite, label: null });
  const run = async (id: string) =>
    runDetailViewSchema.parse(await (await app.ask(`/api/runs/${id}`)).json());
  return {
    ...app,
    invite,
    studyId: study.id,
    async startRun(changes = {}) {
      const response = await app.ask('/api/runs', { json: { studyId: study.id, seed: 1, ...changes } });
      return runDetailViewSchema.parse(await response.json());
    },
    run,
    runOver: (id) =>
      eventually('the end of the run', async () => {
        const now = await run(id);
        return isOver(now.status) && now.finishedAt !== null && now;
      }),
    event: (what, fits) =>
      eventually(what, async () => (await app.store.events.list({ limit: 1000 })).find(fits)),
  };
}
