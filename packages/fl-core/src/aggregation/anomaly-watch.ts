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

/** An alert needs `odd` odd rounds of a site's last `of`. */
export function createAnomalyWatch({ odd, of } = { odd: 3, of: 5 }): AnomalyWatch {
  const seen = new Map<string, readonly boolean[]>();
  const told = new Set<string>();
  return {
    observe(figures) {
      const strange = new Map(oddUpdates(figures).map((one) => [one.site, one]));
      return figures.sites.flatMap(({ site }): UpdateAnomaly[] => {
        const last = strange.get(site);
        const rounds = [...(seen.get(site) ?? []), last !== undefined].slice(-of);
        seen.set(site, rounds);
        const count = rounds.filter(Boolean).length;
        if (count === 0) told.delete(site);
        if (last === undefined || count < odd || told.has(site)) return [];
        told.add(site);
        return [{ site, odd: count, of: rounds.length, last }];
      });
    },
  };
}
