import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { type PreparedDataset, prepareDataset } from '../../preprocessing/index.ts';
import { MIN_CELL } from '../../privacy/index.ts';
import { parseStudy } from '../../study/index.ts';
import { createTable } from '../../table/index.ts';
import { differenceOf, hashRows, type RowSet } from './row-set.ts';
import { farFromAll } from './rows-to-tell.ts';

const studyOf = (subject: boolean) =>
  unwrap(
    parseStudy({
      id: 's',
      label: { column: 'y' },
      features: [{ name: 'x' }],
      split: { kind: 'column', column: 'part' },
      ...(subject ? { subject: 'patient' } : {}),
    }),
  );

interface Row {
  readonly patient: string;
  readonly x: number;
}

function fileOf(rows: readonly Row[], subject = false): PreparedDataset {
  return prepareDataset(
    createTable('s.csv', [
      ['patient', rows.map(({ patient }) => patient)],
      ['x', rows.map(({ x }) => x)],
      ['y', rows.map((_, i) => i % 2)],
      ['part', rows.map(() => 'train')],
    ]),
    studyOf(subject),
  );
}

const hashed = (file: PreparedDataset) => hashRows(file, file.train);
const row = (i: number, patient = `p${i}`): Row => ({ patient, x: i * 1.37 });
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, i) => row(from + i * 2));

describe('rows as hashes', () => {
  it('are the same in any order, and whatever columns a study uses', () => {
    const base = rows(50);
    const one = hashed(fileOf(base)).set;
    const turned = hashed(fileOf(base, true)).set;
    expect(turned.hashes).toEqual(one.hashes);
    // Outcomes go by place, so only a turn by two keeps them beside their rows.
    const moved = hashed(fileOf([...base.slice(2), ...base.slice(0, 2)])).set;
    expect(moved.hashes).toEqual(one.hashes);
  });

  it('[Q15] differ in as many people as their files do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (added, removed) => {
        const base = rows(60);
        const one = hashed(fileOf(base)).set;
        const other = hashed(fileOf([...base.slice(removed - (removed % 2)), ...rows(added, 1001)])).set;
        const apart = added + removed - (removed % 2);
        const found = differenceOf(other, one, MIN_CELL);
        if (apart >= MIN_CELL) expect(found).toBeNull();
        else expect(found).toMatchObject({ people: apart, removed: removed - (removed % 2) });
      }),
    );
  });
});

/** What a coordinator can subtract: the rows by which what is told of now differs from any set that was told of. */
function told(now: PreparedDataset, earlier: readonly RowSet[]) {
  const all = { rows: now.train, near: null, heldBack: 0, leftOut: 0 };
  const chosen = farFromAll((left) => [hashRows(now, left)], all, earlier, 12345);
  return { chosen, set: hashRows(now, chosen.rows).set };
}

describe('rows that may be told of', () => {
  it('[Q15] are all of a first file, and of one that differs in ten people or more', () => {
    const first = fileOf(rows(60));
    expect(told(first, []).chosen).toMatchObject({ near: null, heldBack: 0, leftOut: 0 });
    const second = fileOf([...rows(60), ...rows(10, 1001)]);
    expect(told(second, [hashed(first).set]).chosen).toMatchObject({ near: null, heldBack: 0 });
  });

  it('[Q15] are those told of before when fewer are new', () => {
    const first = fileOf(rows(60));
    for (const added of [1, 5, 9]) {
      const { chosen, set } = told(fileOf([...rows(60), ...rows(added, 1001)]), [hashed(first).set]);
      expect(chosen).toMatchObject({ near: 0, heldBack: added, leftOut: 0 });
      expect(set.hashes).toEqual(hashed(first).set.hashes);
    }
  });

  it('[Q15] whatever files follow each other, no two sets that are told of differ in fewer than ten people', () => {
    const change = fc.record({ drop: fc.integer({ min: 0, max: 14 }), add: fc.integer({ min: 0, max: 14 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), (changes, subject) => {
        let now: Row[] = Array.from({ length: 80 }, (_, i) => row(i, subject ? `p${i >> 1}` : `p${i}`));
        const sets: RowSet[] = [];
        let next = 1000;
        for (const { drop, add } of [{ drop: 0, add: 0 }, ...changes]) {
          const fresh = Array.from({ length: add * 2 }, () =>
            row(next++, subject ? `q${next >> 1}` : `q${next}`),
          );
          now = [...now.slice(drop * 2), ...fresh];
          const { set } = told(fileOf(now, subject), sets);
          // Of no rows nothing is told.
          if (set.hashes.length === 0) continue;
          for (const earlier of sets) {
            const difference = differenceOf(set, earlier, MIN_CELL);
            if (difference) expect(difference.people).toBe(0);
          }
          sets.push(set);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[Q15] count patients: twenty new rows of one patient wait', () => {
    const base = Array.from({ length: 80 }, (_, i) => row(i, `p${i % 40}`));
    const first = fileOf(base, true);
    const more = Array.from({ length: 20 }, (_, i) => row(2000 + i, 'the one'));
    const { chosen } = told(fileOf([...base, ...more], true), [hashed(first).set]);
    expect(chosen).toMatchObject({ near: 0, heldBack: 20 });
  });
});
