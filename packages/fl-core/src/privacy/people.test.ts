import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { prepareDataset, summariseHistograms, summariseMoments } from '../preprocessing/index.ts';
import { parseStudy } from '../study/index.ts';
import { createTable } from '../table/index.ts';
import { backingOf } from './backing.ts';
import { binCrowds } from './bin-crowds.ts';
import { datasetShape } from './dataset-shape.ts';
import { protectHistograms, protectMoments } from './disclosure-control.ts';
import { peopleOf } from './people.ts';

type Cells = readonly (number | string | null)[];
const study = unwrap(
  parseStudy({
    id: 's',
    label: { column: 'y' },
    subject: 'patient',
    split: { kind: 'column', column: 'part' },
    features: [{ name: 'x' }, { name: 'variant', kind: 'categorical' }, { name: 'flag', kind: 'boolean' }],
  }),
);

/** So many patients of so many rows each; `of` gives a row's x, variant, flag and outcome. */
function hospital(
  patients: number,
  rowsEach: number,
  of: (patient: number, row: number) => readonly [number, string, number, number],
) {
  const rows = Array.from({ length: patients * rowsEach }, (_, i) => [Math.floor(i / rowsEach), i] as const);
  const column = (name: string, cell: (patient: number, row: number) => number | string | null) =>
    [name, rows.map(([patient, row]) => cell(patient, row))] as [string, Cells];
  const file = prepareDataset(
    createTable('s.csv', [
      column('patient', (patient) => `P-${patient}`),
      column('x', (patient, row) => of(patient, row)[0]),
      column('variant', (patient, row) => of(patient, row)[1]),
      column('flag', (patient, row) => of(patient, row)[2]),
      column('y', (patient, row) => of(patient, row)[3]),
      ['part', []],
    ]),
    study,
  );
  const backing = backingOf(file);
  return { file, backing, told: protectMoments(summariseMoments(file), backing) };
}

describe('thresholds count patients where the study has subjects', () => {
  it('[Q17] a value of one patient’s 15 rows is not named', () => {
    const { told } = hospital(30, 15, (patient, row) => [
      row * 1.01,
      patient === 7 ? 'X-VARIANT-9' : patient % 2 ? 'A' : 'B',
      patient === 3 ? 1 : 0,
      patient % 2,
    ]);
    expect(JSON.stringify(told)).not.toContain('X-VARIANT-9');
    // The other count takes the smaller frequent value with it, as it is of one patient only.
    expect(told.categorical.variant).toEqual({ B: 225 });
    expect(told.other).toEqual({ variant: 225, flag: 450 });
  });

  it('[Q17] nine patients of any number of rows have no mean, no outcome count, no shares', () => {
    const { told, file } = hospital(9, 40, (patient, row) => [row * 1.01, 'A', patient % 2, patient % 2]);
    expect(told).toMatchObject({ positives: null, numeric: {}, categorical: {} });
    const { columns, labels } = datasetShape(file, told);
    expect(labels).toEqual([]);
    expect(columns.map(({ mean, missing }) => [mean, missing])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('[Q17] a histogram’s cells are of ten patients each', () => {
    // Ten patients in all lie above 100, five of them above 200 with many rows.
    const { told, file } = hospital(40, 20, (patient, row) => [
      (patient < 30 ? 0 : patient < 35 ? 100 : 200) + (row % 50) * 1.01,
      'A',
      0,
      patient % 2,
    ]);
    const edges = { x: [0, 60, 160, 260] };
    const whole = unwrap(summariseHistograms(file, edges));
    expect(protectHistograms(whole, told, binCrowds(file, edges)).numeric.x).toEqual([
      [0, 0, 600],
      [1, 2, 200],
    ]);
  });

  it('[Q17] a column that fewer than ten patients vary is as good as alike', () => {
    const { told } = hospital(30, 20, (patient, row) => [patient < 9 ? row * 1.01 : 37, 'A', 0, patient % 2]);
    expect(told.withheld).toMatchObject({ x: 'alike' });
  });

  it('[Q17] free text is told of as other only: names are no categories', () => {
    const { told } = hospital(60, 1, (patient, row) => [
      row * 1.01,
      patient < 30 ? 'unknown' : `Surname ${patient}`,
      0,
      patient % 2,
    ]);
    expect(told.categorical.variant).toEqual({});
    expect(told.other).toMatchObject({ variant: 60 });
  });

  it('[Q17] rows without a patient stand for themselves', () => {
    const table = createTable('s.csv', [
      ['patient', ['a', 'a', null, null, 1, 1]],
      ['y', [0, 1, 0, 1, 0, 1]],
    ]);
    const personOf = peopleOf(table, study);
    expect(new Set([0, 1, 2, 3, 4, 5].map(personOf)).size).toBe(4);
    expect([personOf(0) === personOf(1), personOf(4) === personOf(5)]).toEqual([true, true]);
  });

  it('[Q17] an outcome is told of as most people have it written, not as the first row has', () => {
    const rows = Array.from({ length: 60 }, (_, i) => i);
    const file = prepareDataset(
      createTable('s.csv', [
        ['patient', rows.map((i) => `P-${i}`)],
        ['x', rows],
        ['variant', rows.map(() => 'A')],
        ['flag', rows.map((i) => i % 2)],
        ['y', rows.map((i) => (i === 0 ? ' 0' : i === 1 ? 'true' : i % 2 ? '1' : 'false'))],
        ['part', []],
      ]),
      study,
    );
    expect(file.train).toHaveLength(60);
    const told = protectMoments(summariseMoments(file), backingOf(file));
    expect(datasetShape(file, told).labels).toEqual(['false', '1']);
  });
});
