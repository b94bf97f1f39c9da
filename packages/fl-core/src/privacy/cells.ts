/** Histogram bins joined until each cell that leaves has enough people, and spread again where they arrive. */
import { together } from './people.ts';
import { MIN_CELL } from './rules.ts';

/** Bins `first` to `last` (both included) hold `count` records together. */
export type Cell = readonly [first: number, last: number, count: number];

/**
 * Joins neighbouring bins until every cell counts at least `MIN_CELL`; the cells cover all bins, so that empty
 * ends tell nothing of the smallest and largest value. The cell with fewest joins its smaller
 * neighbour first, which keeps dense bins as fine as they are. Too few in all: no cells.
 * @param crowds who is in each bin; without it, each record is of somebody else
 */
export function joinBins(
  counts: readonly number[],
  crowds: readonly ReadonlySet<number>[] | null = null,
): Cell[] {
  const cells = counts.map((count, bin): Cell => [bin, bin, count]);
  const people = crowds && [...crowds];
  const sizeAt = (index: number): number => people?.[index]?.size ?? cells[index]?.[2] ?? 0;
  while (cells.length > 0) {
    let smallest = 0;
    for (let index = 1; index < cells.length; index++) if (sizeAt(index) < sizeAt(smallest)) smallest = index;
    if (sizeAt(smallest) >= MIN_CELL) return cells;
    if (cells.length === 1) return [];
    const left = smallest === 0 ? Number.POSITIVE_INFINITY : countAt(cells, smallest - 1);
    const right = smallest === cells.length - 1 ? Number.POSITIVE_INFINITY : countAt(cells, smallest + 1);
    const from = left <= right ? smallest - 1 : smallest;
    const [a, b] = cells.slice(from, from + 2);
    if (a && b) cells.splice(from, 2, [a[0], b[1], a[2] + b[2]]);
    const [first, second] = people?.slice(from, from + 2) ?? [];
    if (first && second) people?.splice(from, 2, together(first, second));
  }
  return [];
}

const countAt = (cells: readonly Cell[], index: number): number => cells[index]?.[2] ?? 0;

/** Are these cells that `joinBins` can have made of so many bins? */
export function areCells(cells: readonly Cell[], bins: number): boolean {
  let next = 0;
  for (const [first, last, count] of cells) {
    if (first !== next || last < first || last >= bins) return false;
    if (!Number.isSafeInteger(count) || count < MIN_CELL) return false;
    next = last + 1;
  }
  return cells.length === 0 || next === bins;
}

/** Counts by bin: each cell's records spread evenly over its width, in whole numbers that add up to it. */
export function spreadCells(cells: readonly Cell[], edges: readonly number[]): number[] {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  for (const [first, last, count] of cells) {
    const low = edges[first] ?? 0;
    const width = (edges[last + 1] ?? low) - low;
    let given = 0;
    for (let bin = first; bin <= last; bin++) {
      const reach = bin === last ? 1 : ((edges[bin + 1] ?? low) - low) / width;
      const upTo = Math.round(count * reach);
      counts[bin] = upTo - given;
      given = upTo;
    }
  }
  return counts;
}
