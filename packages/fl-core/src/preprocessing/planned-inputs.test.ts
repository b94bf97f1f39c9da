import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy } from '../study/index.ts';
import { createTable } from '../table/index.ts';
import { plannedInputs } from './planned-inputs.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { localPipeline } from './transform.ts';

/** Any study whose categories are listed, or not. */
const studies = fc.record({
  missingIndicator: fc.boolean(),
  timestampFeatures: fc.subarray(['hour', 'weekday', 'month'] as const),
  numbers: fc.integer({ min: 1, max: 4 }),
  listed: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  open: fc.boolean(),
});

it('[U4] the inputs that a page tells of are those of the pipeline that is fitted, whatever the study asks for', () => {
  fc.assert(
    fc.property(studies, ({ missingIndicator, timestampFeatures, numbers, listed, open }) => {
      const names = Array.from({ length: numbers }, (_, i) => `x${i}`);
      const categories = Array.from({ length: listed ?? 0 }, (_, i) => `c${i}`);
      const study = unwrap(
        parseStudy({
          id: 's',
          label: { column: 'y' },
          timestamp: 'time',
          preprocessing: { missingIndicator, timestampFeatures },
          features: [
            ...names.map((name) => ({ name })),
            { name: 'flag', kind: 'boolean' },
            ...(listed === null ? [] : [{ name: 'ward', kind: 'categorical' as const, categories }]),
            ...(open ? [{ name: 'open', kind: 'categorical' as const }] : []),
          ],
        }),
      );
      const rows = 60;
      const column = (of: (i: number) => string | number) => Array.from({ length: rows }, (_, i) => of(i));
      const table = createTable('s.csv', [
        ...names.map((name): [string, number[]] => [name, column((i) => i * 1.5) as number[]]),
        ['flag', column((i) => i % 2)],
        ['ward', column((i) => categories[i % categories.length] ?? 'c0')],
        ['open', column((i) => `o${i % 3}`)],
        ['time', column((i) => new Date(Date.UTC(2025, 0, 1, i)).toISOString())],
        ['y', column((i) => i % 2)],
      ]);
      const fitted = localPipeline(prepareDataset(table, study)).inputs.length;
      const planned = plannedInputs(study);
      expect(planned.open).toEqual(open ? ['open'] : []);
      expect(planned.inputs + (open ? 3 : 0)).toBe(fitted);
    }),
    { numRuns: 60 },
  );
});
