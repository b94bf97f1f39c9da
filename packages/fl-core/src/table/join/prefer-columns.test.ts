import { describe, expect, it } from 'vitest';
import { studySchema } from '../../study/index.ts';
import { createTable } from '../create-table.ts';
import { proposeMapping } from '../mapping/propose-mapping.ts';
import { preferColumns } from './prefer-columns.ts';

const study = studySchema.parse({
  id: 'small',
  label: { column: 'risk' },
  features: [{ name: 'temp', unit: '°C' }, { name: 'humidity' }, { name: 'pm25' }],
});
const mappingOf = (...headers: string[]) =>
  proposeMapping(
    createTable(
      'file',
      headers.map((header) => [header, [1, 2, 3]]),
    ),
    study,
  );

describe('preferColumns', () => {
  it('takes the header that matches best, and leaves a tie to the base', () => {
    const mappings = [mappingOf('temperature', 'humidity'), mappingOf('temp', 'humidity', 'PM2.5')];
    expect(preferColumns(mappings)).toEqual({ temp: 1, pm25: 1 });
  });
});
