import { expect, it } from 'vitest';
import { createTable } from '../table/index.ts';
import { scoredCsv } from './scored-csv.ts';

it('[D12] keeps the cells, is safe in a spreadsheet and never gives two columns one name', () => {
  const table = createTable('x.csv', [
    ['score', [1, -2, null]],
    ['note', ['=cmd()', 'a "quoted", one', 'plain']],
  ]);
  const text = [
    ...scoredCsv({ table, scores: Float32Array.of(0.25, 0.5, 1), threshold: 0.5, modelVersion: 7 }),
  ].join('');
  expect(text.split('\r\n')).toEqual([
    'row,score,note,score (2),above_threshold,model_version',
    "2,1,'=cmd(),0.25,0,7",
    '3,-2,"a ""quoted"", one",0.5,1,7',
    '4,,plain,1,1,7',
    '',
  ]);
});
