import { prepareDataset } from '@fedhealth/fl-core/preprocessing';
import { createSiteData } from '@fedhealth/fl-core/site';
import { studySchema } from '@fedhealth/fl-core/study';
import { createTable } from '@fedhealth/fl-core/table';
import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusal.ts';

const study = studySchema.parse({
  id: 's',
  label: { column: 'ill' },
  features: [{ name: 'age' }, { name: 'weight', unit: 'kg' }],
});
const rows = Array.from({ length: 40 }, (_, row) => row);
const refusal = (columns: Record<string, (row: number) => number | null>): string | null =>
  refusalOf(
    createSiteData(
      prepareDataset(
        createTable(
          'file.csv',
          Object.entries(columns).map(([name, of]) => [name, rows.map(of)]),
        ),
        study,
      ),
    ),
  );

describe('refusalOf', () => {
  it('names the column that is not there, or empty, and is null for a file that fits', () => {
    const ill = (row: number) => row % 2;
    const age = (row: number) => 30 + row;
    expect(refusal({ ill, age, weight: (row) => 60 + row })).toBeNull();
    expect(refusal({ ill, age })).toBe('The file has no column “weight”, which the study learns from.');
    expect(refusal({ ill, age, weight: () => null })).toBe('The column “weight” holds no value at all.');
  });
});
