import { describe, expect, it } from 'vitest';
import type { ColumnView } from '../../../worker/api/columns-api.ts';
import { decimalWords, mappingWords, readingFacts } from './reading-words.ts';

const column = (change: Partial<ColumnView>): ColumnView => ({
  study: 'temp',
  role: 'feature',
  file: 'temp',
  how: 'exact',
  conversion: null,
  because: null,
  asks: null,
  question: null,
  unit: '°C',
  converted: null,
  conversions: [],
  ...change,
});

describe('a reading in words', () => {
  it('names what a spreadsheet would ask for', () => {
    const reading = { timeZone: null, times: [], markers: [], otherDecimal: [] };
    expect(
      readingFacts({
        ...reading,
        delimiter: ';',
        encoding: 'windows-1252',
        decimal: 'comma',
        compressed: 'gzip',
      }),
    ).toBe('Semicolon-separated, Windows-1252, decimal comma, unpacked from gzip');
    expect(
      readingFacts({ ...reading, delimiter: ',', encoding: 'utf-8', decimal: 'point', compressed: null }),
    ).toBe('Comma-separated, UTF-8, decimal point');
  });

  it('tells columns whose numbers have the other decimal mark', () => {
    const reading = {
      delimiter: ';',
      encoding: 'utf-8',
      decimal: 'comma',
      otherDecimal: ['temp'],
      compressed: null,
      timeZone: null,
      times: [],
      markers: [],
    } as const;
    expect(readingFacts(reading)).toBe('Semicolon-separated, UTF-8, decimal comma (a point in 1 column)');
    expect(decimalWords('temp', reading)).toBe(
      'Its numbers have a decimal point, unlike the rest of the file.',
    );
    expect([decimalWords('steps', reading), decimalWords(null, reading), decimalWords('temp', null)]).toEqual(
      [null, null, null],
    );
  });

  it('sums up what was found', () => {
    expect(mappingWords([column({})])).toBe('All 1 column found by their own names.');
    const converted = { id: '°F→°C', from: '°F', to: '°C', formula: '(x − 32) × 5/9' };
    expect(mappingWords([column({ how: 'name', converted }), column({ file: null, how: 'none' })])).toBe(
      '1 of 2 columns found, 1 converted to the study’s unit.',
    );
  });
});
