/** Which hospitals train in a round (McMahan et al. 2017, the fraction C), fairly over the rounds. */
import { createRng, seedFrom } from '../lib/index.ts';

export interface Sampling {
  /** Sites that could be chosen. */
  readonly sites: readonly string[];
  /** Share of them to choose, in (0, 1]; rounded up. */
  readonly fraction: number;
  /** At least so many are chosen, where there are as many. */
  readonly minSites: number;
  /** So much more are asked than are needed, as a share; none when left out. */
  readonly overSelection?: number;
  readonly seed: number;
  readonly round: number;
  /** How often each site was chosen before; a site that is not listed counts as the least chosen of the others. */
  readonly history: Readonly<Record<string, number>>;
}

export interface Sample {
  /** Sorted. */
  readonly chosen: readonly string[];
  /** How many of them the round needs. */
  readonly needed: number;
  /** The history after this round, of all sites ever seen. */
  readonly history: Readonly<Record<string, number>>;
}

/** How many of `sites` a round needs, and how many it asks so that it gets them (Bonawitz et al. 2019, section 2). */
export function sampleSize(
  sites: number,
  { fraction, minSites, overSelection = 0 }: Pick<Sampling, 'fraction' | 'minSites' | 'overSelection'>,
): { needed: number; asked: number } {
  const needed = Math.min(sites, Math.max(Math.ceil(fraction * sites - 1e-9), minSites, 1));
  return { needed, asked: Math.min(sites, Math.ceil(needed * (1 + overSelection) - 1e-9)) };
}

/**
 * Chooses ⌈fraction · sites⌉ of the sites, at least `minSites`, and `overSelection` more. Those chosen least come first, and ties are
 * broken by a seeded order, so that while the sites stay the same no two counts differ by more than one. A
 * newcomer begins at the least count, so that it is not asked in every round until it has caught up.
 */
export function sampleSites(sampling: Sampling): Sample {
  const { sites, seed, round, history } = sampling;
  const unique = [...new Set(sites)].sort();
  const known = unique.flatMap((site) => (Object.hasOwn(history, site) ? [history[site] ?? 0] : []));
  const least = known.length > 0 ? Math.min(...known) : 0;
  const ranked = unique
    .map((site) => ({
      site,
      times: Object.hasOwn(history, site) ? (history[site] ?? 0) : least,
      draw: createRng(seedFrom(seed, round, site)).next(),
    }))
    .sort((a, b) => a.times - b.times || a.draw - b.draw || (a.site < b.site ? -1 : 1));
  const { needed, asked } = sampleSize(unique.length, sampling);
  const chosen = ranked.slice(0, asked).map(({ site }) => site);
  const taken = new Set(chosen);
  const counts = ranked.map(({ site, times }): [string, number] => [
    site,
    taken.has(site) ? times + 1 : times,
  ]);
  return { chosen: chosen.sort(), needed, history: { ...history, ...Object.fromEntries(counts) } };
}
