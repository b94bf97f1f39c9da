import { readFileSync } from 'node:fs';
import { unwrap } from '@fedhealth/fl-core/lib';
import { healthRiskStudy, parseStudy } from '@fedhealth/fl-core/study';
import { expect, it } from 'vitest';
import { SAMPLE_COLUMNS, samplesFor } from './samples.ts';

const data = (name: string) => new URL(`../../../../../data/${name}`, import.meta.url);

it('[U3] sample data are offered for a study that they fit, and for no other', () => {
  expect(samplesFor(healthRiskStudy)).toHaveLength(3);
  const study = (changes: object) =>
    unwrap(parseStudy({ id: 's', label: { column: 'risk' }, features: [{ name: 'temp' }], ...changes }));
  expect(samplesFor(study({}))).toHaveLength(3);
  expect(samplesFor(study({ features: [{ name: 'temp' }, { name: 'age' }] }))).toEqual([]);
  expect(samplesFor(study({ label: { column: 'readmitted' } }))).toEqual([]);
  expect(samplesFor(study({ subject: 'patient' }))).toEqual([]);
  expect(samplesFor(study({ split: { kind: 'column', column: 'part' } }))).toEqual([]);
});

it('the samples have the columns that they are said to have', () => {
  for (const { file } of samplesFor(healthRiskStudy)) {
    const [header = ''] = readFileSync(data(file.name), 'utf8').split('\n');
    expect(header.trim().split(',').sort()).toEqual([...SAMPLE_COLUMNS].sort());
  }
});
