import { unwrap } from '@fedhealth/fl-core/lib';
import { parseStudy } from '@fedhealth/fl-core/study';
import { expect, it } from 'vitest';
import { requiredColumns } from './required-columns.ts';

it('[U3] the columns of a study are all there: whose row it is, when, its split, and the values that are allowed', () => {
  const study = unwrap(
    parseStudy({
      id: 's',
      label: { column: 'ill', positive: 'yes' },
      subject: 'patient',
      timestamp: 'time',
      split: { kind: 'column', column: 'part', test: 'late' },
      features: [
        { name: 'pulse', unit: 'bpm' },
        { name: 'ward', kind: 'categorical', categories: ['A', 'B'] },
        { name: 'smoker', kind: 'boolean' },
      ],
    }),
  );
  const columns = requiredColumns(study);
  expect(columns.map(({ name }) => name)).toEqual([
    'pulse',
    'ward',
    'smoker',
    'ill',
    'patient',
    'time',
    'part',
  ]);
  const holds = Object.fromEntries(columns.map((column) => [column.name, column.holds]));
  expect(holds).toMatchObject({ pulse: 'A number', ward: 'A value. One of A, B', smoker: 'Yes or no' });
  expect(holds.patient).toMatch(/one person/);
  expect(holds.part).toMatch(/“late”/);
});

it('a column with two parts is listed once', () => {
  const study = unwrap(
    parseStudy({
      id: 's',
      label: { column: 'y' },
      subject: 'who',
      timestamp: 'who',
      features: [{ name: 'x' }],
    }),
  );
  expect(requiredColumns(study).map(({ name }) => name)).toEqual(['x', 'y', 'who']);
});
