/** Which hospitals a new run can have: each is in one run at a time. */
import type { RunSummaryView, SiteView } from '@fedhealth/fl-core/protocol';
import { formatMany } from '../../../../lib/format.ts';
import { isReady } from '../../sites/filter-sites.ts';
import { isOver } from '../run-status.ts';

type Site = Pick<SiteView, 'id' | 'connected' | 'ready' | 'run'>;
type Run = Pick<RunSummaryView, 'number' | 'studyId' | 'status' | 'plan'>;

/** Ids of the hospitals that a person chose; null: all that are free. */
export type Chosen = readonly string[] | null;

/** Those that the run would have as things stand. */
export const hospitalsOf = <S extends Site>(sites: readonly S[], chosen: Chosen): S[] =>
  sites.filter(({ id, run }) => (chosen === null ? !run : chosen.includes(id)));

/** A hospital's standing in words. */
export function standingOf(site: Site): string {
  if (site.run) return `in run ${site.run.number}`;
  if (isReady(site)) return 'ready';
  return site.connected ? 'connected, not ready' : 'not connected';
}

/** Why no run of the study can be started now, whichever hospitals it names; null when one can. */
export function startBlocked(runs: readonly Run[], studyId: string): string | null {
  const open = runs.find(
    ({ studyId: of, status, plan }) => of === studyId && !isOver(status) && plan.sites === undefined,
  );
  return open
    ? `Run ${open.number} of this study has every hospital. Wait for its end, or stop it first. Runs that each name their hospitals can go on side by side.`
    : null;
}

/** What is wrong with the choice; null when nothing is. */
export function choiceProblem(sites: readonly Site[], chosen: Chosen, minSites: number): string | null {
  if (chosen === null) return null;
  if (chosen.length === 0) return 'Choose the hospitals of this run.';
  if (chosen.length < minSites)
    return `${formatMany(chosen.length, 'hospital is', 'hospitals are')} chosen, and the run needs at least ${minSites}. Choose more, or lower the fewest.`;
  const busy = sites.filter(({ id, run }) => run && chosen.includes(id));
  return busy.length === 0
    ? null
    : `${formatMany(busy.length, 'chosen hospital is', 'chosen hospitals are')} in another run now. Leave ${busy.length === 1 ? 'it' : 'them'} out, or wait until that run is over.`;
}
