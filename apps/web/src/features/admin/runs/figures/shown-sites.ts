/** Which hospitals get a line of their own in the chart. */
import type { SiteFigures } from '../rounds/round-figures.ts';

/** As many lines as can still be told apart. */
export const MOST_LINES = 8;
const LOWEST = 4;

const newestAuc = (points: SiteFigures['points'], index: number): number | null => {
  for (let at = points.length - 1; at >= 0; at--) {
    const auc = points[at]?.aucs[index];
    if (auc !== null && auc !== undefined) return auc;
  }
  return null;
};

/**
 * Indices into `figures.sites`: all of them when they are few, else those a person
 * chose, else the four whose newest AUC is lowest (they are worth a look).
 */
export function shownSites(figures: SiteFigures, chosen: readonly string[]): number[] {
  const all = figures.sites.map((_, index) => index);
  if (all.length <= MOST_LINES) return all;
  const picked = all.filter((index) => chosen.includes(figures.sites[index]?.siteId ?? ''));
  if (picked.length > 0) return picked.slice(0, MOST_LINES);
  return all
    .map((index) => ({ index, auc: newestAuc(figures.points, index) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.auc - b.auc)
    .slice(0, LOWEST)
    .map(({ index }) => index);
}
