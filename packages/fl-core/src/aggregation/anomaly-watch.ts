/** Watches a run's updates over rounds: one odd round is chance, several are a reason to look. */
import { type OddUpdate, oddUpdates } from './odd-updates.ts';
import type { RoundFigures } from './update-figures.ts';

export interface UpdateAnomaly {
  readonly site: string;
  /** How many of the site's last `of` rounds were odd. */
  readonly odd: number;
  readonly of: number;
  /** What was odd in this round. */
  readonly last: OddUpdate;
}

export interface AnomalyWatch {
  /** Takes a round's figures. Answers who has just begun to stand out; each once until it has been usual again. */
  observe(figures: RoundFigures): UpdateAnomaly[];
}

/** What is clear counts half as much again: two such rounds are an alert. */
const CLEAR = 1.5;

/**
 * A model that is one hospital's alone, as Krum makes them, is where that one has gone already: of those that led in
 * the last rounds the direction tells nothing.
 */
const LEADS = 0.6;

/** An alert needs `odd` odd rounds of a site's last `of`. */
export function createAnomalyWatch({ odd, of } = { odd: 3, of: 5 }): AnomalyWatch {
  const seen = new Map<string, readonly number[]>();
  const led = new Map<string, number>();
  const told = new Set<string>();
  let round = 0;
  return {
    observe(figures) {
      round++;
      const hasLed = (site: string): boolean => round - (led.get(site) ?? -of) <= of;
      const strange = new Map(
        oddUpdates(figures)
          .filter(({ site, why }) => why !== 'astray' || !hasLed(site))
          .map((one) => [one.site, one]),
      );
      for (const { site, share } of figures.sites) if (share !== null && share > LEADS) led.set(site, round);
      return figures.sites.flatMap(({ site }): UpdateAnomaly[] => {
        const last = strange.get(site);
        const rounds = [...(seen.get(site) ?? []), last === undefined ? 0 : last.clear ? CLEAR : 1].slice(
          -of,
        );
        seen.set(site, rounds);
        const count = rounds.filter((weight) => weight > 0).length;
        const evidence = rounds.reduce((sum, weight) => sum + weight, 0);
        if (count === 0) told.delete(site);
        if (last === undefined || evidence < odd || told.has(site)) return [];
        told.add(site);
        return [{ site, odd: count, of: rounds.length, last }];
      });
    },
  };
}
