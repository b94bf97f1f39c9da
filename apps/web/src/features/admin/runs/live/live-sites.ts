/** What each hospital of a run is doing at this moment. */
import type { RoundView, RunDetailView, SiteView } from '@fedhealth/fl-core/protocol';
import type { PushedProgress } from '../../data/progress-store.ts';
import { byName } from '../../parts/by-name.ts';
import { newestAttempts } from '../rounds/round-figures.ts';

type Outcome = RoundView['sites'][number]['outcome'];

export interface LiveSite {
  readonly siteId: string;
  readonly name: string;
  /** What became of it in the round under way; null where none is, or it has no part in it. */
  readonly outcome: Outcome | null;
  /** In words: "training round 3", "waiting", "offline". */
  readonly activity: string;
  /** How far it is with its part of the round; null where that means nothing. */
  readonly percent: number | null;
}

type Site = Pick<
  SiteView,
  'id' | 'name' | 'studyId' | 'connected' | 'ready' | 'activity' | 'percent' | 'run'
>;
type Run = Pick<RunDetailView, 'id' | 'studyId' | 'roundList'>;

/**
 * The hospitals that have a part in the round under way or are ready for one, by name. `pushed` is newer than what
 * the list of sites says, where it is of this round.
 */
export function liveSites(
  run: Run,
  sites: readonly Site[],
  pushed: ReadonlyMap<string, PushedProgress>,
): LiveSite[] {
  const newest = newestAttempts(run).at(-1);
  const parts = new Map(
    newest?.status === 'fitting' ? newest.sites.map((site) => [site.siteId, site] as const) : [],
  );
  const known = new Map(sites.map((site) => [site.id, site]));
  const here = sites.filter(
    ({ id, studyId, connected, ready, run: its }) =>
      studyId === run.studyId && connected && ready && !parts.has(id) && its?.id === run.id,
  );
  const rows = [
    ...[...parts.values()].map(({ siteId, name, outcome }) => ({ siteId, name, outcome })),
    ...here.map(({ id, name }) => ({ siteId: id, name, outcome: null })),
  ];
  return rows
    .map(({ siteId, name, outcome }): LiveSite => {
      const site = known.get(siteId);
      // The list of hospitals is told sooner than the run: who waits already has answered.
      const answered = outcome === 'working' && site?.activity === 'waiting';
      const activity = answered ? 'has answered' : (site?.activity ?? 'offline');
      const news = pushed.get(siteId);
      const fresh = news?.run === run.id && news.round === newest?.round;
      const told = fresh ? news.percent : (site?.percent ?? null);
      const percent = outcome === 'done' || answered ? 100 : outcome === 'working' ? (told ?? 0) : null;
      return { siteId, name, outcome, activity, percent };
    })
    .sort(byName);
}

export interface LiveFilter {
  readonly name: string;
  readonly state: 'all' | 'working' | 'done' | 'trouble';
}

const STATES: Record<LiveFilter['state'], (site: LiveSite) => boolean> = {
  all: () => true,
  working: ({ outcome }) => outcome === 'working',
  done: ({ outcome }) => outcome === 'done',
  trouble: ({ outcome }) =>
    outcome === 'refused' || outcome === 'late' || outcome === 'lost' || outcome === 'failed',
};

/** The hospitals that pass, in the order they came. */
export function filterLive(sites: readonly LiveSite[], { name, state }: LiveFilter): LiveSite[] {
  const sought = name.trim().toLowerCase();
  return sites.filter((site) => STATES[state](site) && site.name.toLowerCase().includes(sought));
}

/** How many are in each state of the filter. */
export const countLive = (sites: readonly LiveSite[]): Record<LiveFilter['state'], number> => ({
  all: sites.length,
  working: sites.filter(STATES.working).length,
  done: sites.filter(STATES.done).length,
  trouble: sites.filter(STATES.trouble).length,
});
