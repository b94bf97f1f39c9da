/** Whether a run could begin at once, in words. */
import type { RunSummaryView, SiteView } from '@fedhealth/fl-core/protocol';
import { formatCount, formatMany } from '../../../lib/format.ts';
import { isReady } from '../sites/filter-sites.ts';
import { isOver } from './run-status.ts';

export interface Readiness {
  readonly ready: number;
  readonly enough: boolean;
  readonly words: string;
}

type Site = Pick<SiteView, 'studyId' | 'connected' | 'ready'>;

/** How the hospitals of a study stand against the fewest a run needs. */
export function readiness(sites: readonly Site[], studyId: string, minSites: number): Readiness {
  const ready = sites.filter((site) => site.studyId === studyId && isReady(site)).length;
  const missing = minSites - ready;
  const now =
    ready === 0
      ? 'No hospital is ready'
      : `${formatMany(ready, 'hospital')} ${ready === 1 ? 'is' : 'are'} ready`;
  if (missing <= 0) return { ready, enough: true, words: `${now}: the run begins at once.` };
  const more = ready === 0 ? formatMany(missing, 'hospital') : `${formatCount(missing)} more`;
  return {
    ready,
    enough: false,
    words: `${now}, and the run needs ${formatMany(minSites, 'hospital')}. You can start it now: it waits, and begins by itself when ${more} ${missing === 1 ? 'has' : 'have'} joined.`,
  };
}

type Run = Pick<RunSummaryView, 'number' | 'studyId' | 'status'>;

/** Why no run of the study can be started now; null when one can. */
export function startBlocked(runs: readonly Run[], studyId: string): string | null {
  const busy = runs.find((run) => run.studyId === studyId && !isOver(run.status));
  return busy ? `Run ${busy.number} of this study is not over. Wait for its end, or stop it first.` : null;
}
