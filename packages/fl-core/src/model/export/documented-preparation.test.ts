/** The function that docs/model-files.md offers to users of TensorFlow.js prepares rows as the product does. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Pipeline, transformFeatures } from '../../preprocessing/index.ts';
import { everyStep, sampleRows, tableOf } from './testing/sample-model.ts';

const page = readFileSync(new URL('../../../../../docs/model-files.md', import.meta.url), 'utf8');
const source = /^function prepareRow[\s\S]*?^}$/m.exec(page)?.[0] ?? '';
const prepareRow = new Function(`return ${source}`)() as (
  pipeline: Pipeline,
  raw: Record<string, unknown>,
) => number[];

describe('prepareRow of docs/model-files.md', () => {
  it('gives the inputs that transformFeatures gives', () => {
    const rows = 2000;
    const columns = sampleRows(rows, 31);
    const every = Uint32Array.from({ length: rows }, (_, row) => row);
    const expected = transformFeatures(tableOf(columns), everyStep, every);
    const cells = Object.entries({ ...columns.numbers, ...columns.texts, ...columns.times });
    const given = Array.from(every, (row) =>
      prepareRow(everyStep, Object.fromEntries(cells.map(([name, column]) => [name, column[row]]))),
    ).flat();
    expect(given).toHaveLength(expected.length);
    given.forEach((value, index) => {
      if (Math.abs(value - Number(expected[index])) > 1e-6)
        expect.fail(
          `${everyStep.inputs[index % everyStep.inputs.length]}: ${value} is not ${expected[index]}`,
        );
    });
  });
});
