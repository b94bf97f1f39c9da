import { describe, expect, it } from 'vitest';
import { studySchema } from '../../../study/index.ts';
import { createTable } from '../../../table/index.ts';
import { profile } from '../profile.ts';
import { TEXT_SIZE } from './figure.ts';
import { missingMatrixFigure } from './missing-figure.ts';
import { withLabelFigure } from './profile-figures.ts';

const study = studySchema.parse({
  id: 'small',
  label: { column: 'risk', positive: 1 },
  features: [{ name: 'weak' }, { name: 'ward', kind: 'categorical' }, { name: 'strong' }],
});
const table = createTable('x.csv', [
  ['weak', [1, 2, 3, 1, 2, 4]],
  ['ward', ['a', 'b', 'a', 'b', 'a', 'b']],
  ['strong', [9, 8, 9, 2, 1, 2]],
  ['risk', [0, 0, 0, 1, 1, 1]],
]);

describe('correlation with the label', () => {
  it('begins with the strongest and ends with what cannot be told', () => {
    const { table: shown } = withLabelFigure(profile(table, study), 'pearson', 400);
    expect(shown.rows.map(([name]) => name)).toEqual(['strong', 'weak', 'ward']);
    expect(shown.rows.at(-1)?.[1]).toBe('—');
  });
});

describe('missing values over time', () => {
  const block = (from: string, to: string) => ({ from, to, rows: 10 });
  const ends = (from: string, to: string, width: number) => {
    const matrix = { by: 'time' as const, blocks: [block(from, to)], columns: ['a'], shares: [[0]] };
    const texts = missingMatrixFigure(matrix, width).marks.filter((mark) => mark.shape === 'text');
    return texts.slice(-2);
  };

  it.each([240, 292, 390, 760])('tells both ends without one over the other, %i px wide', (width) => {
    const [first, last] = ends('2025-01-01 00:00', '2025-12-31 23:00', width);
    const size = (text: string) => text.length * TEXT_SIZE * 0.56;
    expect((first?.x ?? 0) + size(first?.text ?? '')).toBeLessThan((last?.x ?? 0) - size(last?.text ?? ''));
    expect(first?.text).toMatch(/^2025-01-01/);
  });

  it('tells the clock where the date is the same', () => {
    expect(ends('2025-01-01 00:00', '2025-01-01 23:00', 292).map(({ text }) => text)).toEqual([
      '00:00',
      '23:00',
    ]);
  });
});
