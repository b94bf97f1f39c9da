/** Runs as dashboards see them. */
import type { RunDetailView, RunSummaryView } from '@fedhealth/fl-core/protocol';
import type { RunSummary } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

export const runSummary = (run: RunSummary): RunSummaryView => ({
  id: run.id,
  number: run.number,
  studyId: run.studyId,
  studyVersion: run.studyVersion,
  status: run.status,
  plan: run.plan,
  seed: run.seed,
  round: run.round,
  sites: run.recruited.length,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  auc: run.auc,
  message: run.message,
  modelVersion: run.modelVersion,
});

/** A run with its rounds and final figures; undefined when there is none of this id. */
export async function runDetail(store: Store, id: string): Promise<RunDetailView | undefined> {
  const run = await store.runs.get(id);
  if (run === undefined) return undefined;
  const [rounds, finalSites, sites] = await Promise.all([
    store.runs.rounds(id),
    store.runs.finalSites(id),
    store.sites.list(),
  ]);
  const names = new Map(sites.map((site) => [site.id, site.name]));
  const named = <T extends { readonly siteId: string }>(part: T) => ({
    ...part,
    name: names.get(part.siteId) ?? part.siteId,
  });
  return {
    ...runSummary(run),
    roundList: rounds.map(({ runId: _, startedAt, finishedAt, ...round }) => ({
      ...round,
      startedAt,
      finishedAt,
      seconds: finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
      sites: round.sites.map(named),
    })),
    finalSites: finalSites.map(named),
    finalCombined: run.finalCombined,
  };
}
