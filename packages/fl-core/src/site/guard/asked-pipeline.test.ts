import { expect, it } from 'vitest';
import { fitPipeline } from '../../preprocessing/index.ts';
import type { FeatureStep, Pipeline } from '../../preprocessing/types.ts';
import { studySchema } from '../../study/index.ts';
import { checkPipeline } from './asked-pipeline.ts';

const study = studySchema.parse({
  id: 's',
  label: { column: 'y' },
  timestamp: 'when',
  features: [
    { name: 'x', range: [0, 100] },
    { name: 'z' },
    { name: 'sex', kind: 'categorical', categories: ['f', 'm'] },
    { name: 'ward', kind: 'categorical' },
    { name: 'flag', kind: 'boolean' },
  ],
  preprocessing: { missingIndicator: true, timestampFeatures: ['hour'] },
});
const known = fitPipeline({ rows: 0, positives: null, features: [] }, study);
const withStep = (index: number, change: object): Pipeline => ({
  ...known,
  steps: known.steps.map((step, at) => (at === index ? ({ ...step, ...change } as FeatureStep) : step)),
});

it('[Q13] preprocessing with the federation’s figures in it is taken', () => {
  expect(checkPipeline(known, study).ok).toBe(true);
  expect(checkPipeline(withStep(0, { impute: 3, centre: 40, spread: 12 }), study).ok).toBe(true);
});

it.each([
  ['a range of one value', withStep(0, { range: [41, 41.5] })],
  ['a range that the study has not', withStep(1, { range: [41, 41.5] })],
  ['outliers that the study keeps', withStep(1, { outliers: { treat: 'missing', low: 4, high: 5 } })],
  ['no indicator', withStep(0, { indicator: undefined })],
  ['a category of one person', withStep(2, { categories: ['f', 'x'] })],
  ['another column in its place', withStep(1, { name: 'x' })],
  ['another kind', withStep(4, { kind: 'categorical', categories: ['0'], impute: '0' })],
  ['other parts of the time', withStep(5, { parts: ['month'] })],
  ['a step less', { ...known, steps: known.steps.slice(1) }],
  ['a step more', { ...known, steps: [...known.steps, ...known.steps.slice(0, 1)] }],
  ['inputs that are not its own', { ...known, inputs: known.inputs.slice(1) }],
] as const)('[Q13] preprocessing with %s is refused', (_what, pipeline) => {
  expect(checkPipeline(pipeline, study)).toMatchObject({ error: { code: 'PIPELINE_REFUSED' } });
});
