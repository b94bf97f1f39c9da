/** Whether a run could begin at once, in words. */
import type { SiteView } from '@fedhealth/fl-core/protocol';
import { formatCount, formatMany } from '../../../../lib/format.ts';
import { isReady } from '../../sites/filter-sites.ts';

export interface Readiness {
  readonly ready: number;
  readonly enough: boolean;
  readonly words: string;
}

type Site = Pick<SiteView, 'connected' | 'ready'>;

/** How the hospitals that a run would have stand against the fewest it needs. */
export function readiness(sites: readonly Site[], minSites: number): Readiness {
  const ready = sites.filter(isReady).length;
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
