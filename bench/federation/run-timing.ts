/** A run started over REST and followed to its end; how long its rounds took beside the sites' own work. */
import { type RunDetailView, runDetailViewSchema, runSummaryViewSchema } from '@fedhealth/fl-core/protocol';
import { isOver } from '@fedhealth/fl-core/round';
import { z } from 'zod';
import type { CoordinatorProcess } from '../../playwright/support/coordinator-process.ts';
import { median } from '../check.ts';

const LIMIT_MS = 240_000;
const POLL_MS = 250;
const sitesSchema = z.array(z.object({ ready: z.boolean() }));

/** Asks again until there is an answer. @throws Error after four minutes */
async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    // A coordinator that is busy may close an idle connection just as it is used again.
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof TypeError) return null;
      throw error;
    });
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`Waited too long for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export function sitesReady(coordinator: CoordinatorProcess, count: number): Promise<true> {
  return until(`${count} sites to be ready`, async () => {
    const sites = sitesSchema.parse(await coordinator.api('GET', '/api/sites'));
    return sites.filter(({ ready }) => ready).length >= count ? true : null;
  });
}

export async function runToEnd(
  coordinator: CoordinatorProcess,
  plan: { readonly studyId: string; readonly rounds: number; readonly minSites: number },
): Promise<RunDetailView> {
  const started = runDetailViewSchema.parse(await coordinator.api('POST', '/api/runs', { ...plan, seed: 1 }));
  // The list is short where the run itself, with a thousand sites a round, is not.
  await until('the end of the run', async () => {
    const runs = z.array(runSummaryViewSchema).parse(await coordinator.api('GET', '/api/runs'));
    const now = runs.find(({ id }) => id === started.id);
    return now && isOver(now.status) && now.finishedAt !== null ? true : null;
  });
  const run = runDetailViewSchema.parse(await coordinator.api('GET', `/api/runs/${started.id}`));
  if (run.status !== 'completed') throw new Error(`The run ${run.status}. ${run.message ?? ''}`);
  return run;
}

/** Milliseconds of each round that no site was at work: its length less that of the site which took longest. */
function overheads(run: RunDetailView): number[] {
  return run.roundList
    .filter(({ status }) => status === 'completed')
    .map(({ seconds, sites }) => {
      const work = Math.max(0, ...sites.map((site) => site.seconds ?? 0));
      return 1000 * Math.max(0, (seconds ?? Number.NaN) - work);
    });
}

export const medianOverhead = (run: RunDetailView): number => median(overheads(run));

/** Seconds from the start of recruiting to the last commit. */
export const secondsOf = (run: RunDetailView): number =>
  (Date.parse(String(run.finishedAt)) - Date.parse(String(run.startedAt))) / 1000;
