import { createRng, seedFrom, shuffle } from '../lib/rng.ts';
import type { Inspection } from '../quality/index.ts';
import { type Column, TIME_CODE } from '../table/index.ts';

/**
 * Test rows by whole subjects, about `share` of the rows, apart for subjects with and without a positive
 * row so that both occur on both sides. A row without a subject stands for itself. Empty when all rows are
 * of one subject.
 */
export function chooseSubjects(
  column: Column,
  { usable, labels }: Pick<Inspection, 'usable' | 'labels'>,
  share: number,
  seed: number,
): Uint32Array {
  const { groups, sizes, positive } = groupRows(column, usable, labels);
  const isTest = new Uint8Array(sizes.length);
  let chosen = 0;
  const strata = [0, 1].map((stratum) =>
    shuffle(
      Uint32Array.from(sizes.keys()).filter((group) => positive[group] === stratum),
      createRng(seedFrom('subjects', seed, stratum)),
    ),
  );
  for (const members of strata) {
    const target = members.reduce((sum, group) => sum + (sizes[group] ?? 0), 0) * share;
    let taken = 0;
    let left = members.length;
    for (const group of members) {
      const size = sizes[group] ?? 0;
      // Taken when that brings the share nearer to what is wanted; one subject always stays for training.
      if (left === 1 || taken + size / 2 > target) continue;
      isTest[group] = 1;
      taken += size;
      left--;
      chosen++;
    }
  }
  const fallback = strata.reduce((most, members) => (members.length > most.length ? members : most))[0];
  if (chosen === 0 && sizes.length > 1 && fallback !== undefined) isTest[fallback] = 1;
  return usable.filter((_, index) => isTest[groups[index] ?? 0] === 1);
}

/** Numbers subjects in the order they appear; `groups[i]` is the subject of `usable[i]`. */
function groupRows(column: Column, usable: Uint32Array, labels: Uint8Array) {
  const groups = new Uint32Array(usable.length);
  const sizes: number[] = [];
  const positive: number[] = [];
  const byCode = new Map<number, number>();
  const byNumber = new Map<number, number>();
  const byTime = new Map<number, number>();
  const found = (known: Map<number, number>, key: number): number => {
    let group = known.get(key);
    if (group === undefined) {
      group = sizes.length;
      known.set(key, group);
      sizes.push(0);
      positive.push(0);
    }
    return group;
  };
  for (let index = 0; index < usable.length; index++) {
    const row = usable[index] ?? 0;
    const code = column.codes?.[row] ?? 0;
    const value = column.values[row] ?? Number.NaN;
    let group: number;
    if (code === TIME_CODE) group = found(byTime, column.times?.[row] ?? 0);
    else if (code !== 0) group = found(byCode, code);
    else if (!Number.isNaN(value)) group = found(byNumber, value);
    else group = sizes.push(0) - 1;
    groups[index] = group;
    sizes[group] = (sizes[group] ?? 0) + 1;
    if (labels[row] === 1) positive[group] = 1;
    else positive[group] ??= 0;
  }
  return { groups, sizes, positive };
}
