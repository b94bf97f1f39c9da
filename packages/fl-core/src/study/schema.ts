/**
 * A study as data: what is learned, from which columns, how. Any tabular
 * binary-classification problem fits; no study needs code of its own.
 */
import { z } from 'zod';
import { DTYPES } from '../lib/dtype.ts';
import { tidyName } from '../lib/name.ts';
import { ENGINE_NAMES } from './engine-names.ts';
import { readSplit } from './read-split.ts';

const name = z.string().overwrite(tidyName).min(1).max(200);
/** Left out and null mean the same. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** `[low, high]` in the feature's unit; `{ "min": …, "max": … }` reads as the same. */
const rangeSchema = z
  .union([
    z.tuple([z.number(), z.number()]),
    z.object({ min: z.number(), max: z.number() }).transform(({ min, max }): [number, number] => [min, max]),
  ])
  .refine(([low, high]) => low < high, 'the low end of a range must be below its high end');

export const featureSchema = z.object({
  name,
  kind: z.enum(['numeric', 'categorical', 'boolean']).default('numeric'),
  /** Where the reading comes from: wearable, air, weather, clinical, … */
  source: z.string().trim().min(1).default('other'),
  unit: optionalText,
  description: optionalText,
  /** Plausible range of a numeric feature; a value outside it counts as missing. */
  range: rangeSchema.nullish().transform((range) => range ?? undefined),
  /** Known values of a categorical feature; without it the sites' values are merged. */
  categories: z
    .array(z.coerce.string())
    .min(1)
    .nullish()
    .transform((categories) => categories ?? undefined),
  /** Other names that hospitals give this column, as `pulse` for `heart_rate`. */
  aliases: z.array(name).max(50).optional(),
});

const share = z.number().gt(0).lt(1).default(0.2);

const splitSchema = z.preprocess(
  readSplit,
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seeded'), testShare: share, seed: z.number().int().default(1) }),
    z.object({ kind: z.literal('timeOrdered'), testShare: share }),
    z.object({ kind: z.literal('column'), column: name, test: z.coerce.string().default('test') }),
  ]),
);

/** What of a moment repeats: the hour of the day, the day of the week, the month of the year. */
export const TIME_PARTS = ['hour', 'weekday', 'month'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

const preprocessingSchema = z.object({
  /** How a missing numeric value is filled; categories and booleans take the most frequent. */
  impute: z.enum(['median', 'mean', 'mostFrequent']).default('median'),
  outliers: z.enum(['keep', 'winsorize', 'missing']).default('keep'),
  /** Whose mean and standard deviation scale the values. */
  scale: z
    .enum(['federated', 'perSite', 'per site', 'none'])
    .transform((scale) => (scale === 'per site' ? ('perSite' as const) : scale))
    .default('federated'),
  /**
   * How numbers are scaled: `zScore` (mean, standard deviation), `robust` (median, interquartile range) or
   * `minMax` (the 0.5 % and 99.5 % quantiles become 0 and 1; no exact minimum or maximum leaves a site).
   */
  scaler: z.enum(['zScore', 'robust', 'minMax', 'none']).default('zScore'),
  /** Beside each feature, an input that is 1 where its value was missing. */
  missingIndicator: z.boolean().default(false),
  /** Where `outliers` begin, as shares of the federation's values. */
  outlierQuantiles: z
    .tuple([z.number().gt(0).lt(0.5), z.number().gt(0.5).lt(1)])
    .readonly()
    .default([0.01, 0.99]),
  /** Inputs made from the study's timestamp, each as sine and cosine; `true` is all three. */
  timestampFeatures: z
    .union([
      z.boolean().transform((all): TimePart[] => (all ? [...TIME_PARTS] : [])),
      z.array(z.enum(TIME_PARTS)).transform((parts) => TIME_PARTS.filter((part) => parts.includes(part))),
    ])
    .default([]),
});

const modelSchema = z.object({
  /** Units of each hidden layer; empty is logistic regression. */
  hidden: z.array(z.number().int().min(1).max(4096)).max(8).default([64, 32]),
  activation: z.enum(['relu', 'tanh', 'sigmoid', 'linear']).default('relu'),
  /** L2 penalty on the weights (not the biases), added to the loss as l2 · ‖w‖² / 2. */
  l2: z.number().min(0).default(0),
});

const trainingSchema = z.object({
  optimizer: z.enum(['adam', 'sgd', 'momentum']).default('adam'),
  learningRate: z.number().positive().default(0.001),
  batchSize: z.number().int().min(1).max(65536).default(32),
  /** Passes over a site's training rows in a round; `localSteps`, when given, wins. */
  localEpochs: z.number().int().min(1).max(1000).default(1),
  localSteps: z.number().int().min(1).optional(),
  /** `balanced` weighs each class by n / (2 · n_class), as scikit-learn does. */
  classWeights: z
    .union([
      z.enum(['none', 'balanced']),
      z.tuple([z.number().positive(), z.number().positive()]),
      z.boolean().transform((balanced) => (balanced ? ('balanced' as const) : ('none' as const))),
    ])
    .default('none'),
  /** The engine that hospitals train with, where it works and nobody there chose another; without it, the fastest. */
  engine: z
    .enum(ENGINE_NAMES)
    .nullish()
    .transform((engine) => engine ?? undefined),
});

const strategySchema = z
  .union([z.string().transform((kind) => ({ kind })), z.looseObject({ kind: z.string() })])
  .default({ kind: 'fedAvg' });

const compressionSchema = z.union([
  z.enum(DTYPES).transform((upload) => ({ upload, download: 'float32' as const })),
  z.object({
    upload: z.enum(DTYPES).default('float32'),
    download: z.enum(['float32', 'float16']).default('float32'),
  }),
]);

const gateSchema = z.object({
  /** The longest step, as an Euclidean norm, that a site may take from the global model in a round. */
  maxUpdateNorm: z.number().positive().optional(),
  /** What becomes of a longer one: shortened to the limit, or refused. */
  onExceed: z.enum(['clip', 'refuse']).default('refuse'),
  /**
   * An update so many times as long as its round's usual one (the median; alone, as the run's before) is left out.
   * More steps than usual allow more. Null: no such limit.
   */
  maxRelativeNorm: z.number().min(2).nullable().default(10),
  /**
   * The most of a mean, of statistics and of merged figures that a hospital's rows give it before an administrator
   * has confirmed them, where three or more take part; 1: no such limit.
   */
  maxShare: z.number().min(0.1).max(1).default(0.5),
});

export const federationSchema = z.object({
  /** The aggregation algorithm and its parameters; parsed by `createStrategy`. */
  strategy: strategySchema,
  rounds: z.number().int().min(1).max(10_000).default(20),
  minSites: z.number().int().min(1).default(2),
  sampleFraction: z.number().gt(0).max(1).default(1),
  /** So much more hospitals are asked in a round than it needs, as a share; the first as many as it needs are used. */
  overSelection: z.number().min(0).max(3).default(0),
  /** Fine-tuning: when a run is over, each hospital trains its own version of the model on for so many epochs. */
  personalization: z
    .object({ epochs: z.number().int().min(1).max(10_000).default(5) })
    .nullish()
    .transform((rule) => rule ?? undefined),
  /** End a run when the validation metric has not improved by more than `minDelta` for `patience` rounds. */
  earlyStopping: z
    .object({
      metric: z.enum(['auc', 'accuracy', 'f1', 'recall', 'precision', 'logLoss', 'brier']).default('auc'),
      patience: z.number().int().min(1).max(10_000).default(5),
      minDelta: z.number().min(0).default(0),
    })
    .nullish()
    .transform((rule) => rule ?? undefined),
  roundTimeoutSeconds: z.number().positive().max(86_400).default(120),
  /**
   * As what numbers weights travel: `upload` (updates; other than `float32` as differences from the round's
   * global model, with error feedback) and `download` (the global model). A word alone is `upload`. With a site
   * that knows no other, `float32`.
   */
  compression: compressionSchema.prefault({}),
  /** What the coordinator accepts as an update, beside what is true of every study. */
  gate: gateSchema.prefault({}),
});

export const studySchema = z
  .object({
    id: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id has letters, digits, dots, dashes and underscores'),
    version: z.coerce.number().int().min(1).default(1),
    title: z.string().overwrite(tidyName).optional(),
    description: z.string().default(''),
    label: z.object({
      column: name,
      /** The value of the label column that means "yes"; compared as text, so 1, "1" and true work. */
      positive: z.union([z.string(), z.number(), z.boolean()]).default('1').transform(String),
      /** The value that means "no"; without it, any one other value does. */
      negative: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
      description: optionalText,
    }),
    timestamp: name.optional(),
    subject: name.optional(),
    features: z.array(featureSchema).min(1, 'a study needs at least one feature'),
    split: splitSchema.default({ kind: 'seeded', testShare: 0.2, seed: 1 }),
    preprocessing: preprocessingSchema.prefault({}),
    model: modelSchema.prefault({}),
    training: trainingSchema.prefault({}),
    federation: federationSchema.prefault({}),
    privacy: z.looseObject({}).default({}),
    drift: z.looseObject({}).default({}),
  })
  .superRefine((study, context) => {
    if (study.preprocessing.timestampFeatures.length > 0 && study.timestamp === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['preprocessing', 'timestampFeatures'],
        message: 'inputs from the time need a timestamp column: name it in "timestamp"',
      });
    }
    const seen = new Set<string>();
    study.features.forEach((feature, index) => {
      if (seen.has(feature.name)) {
        context.addIssue({
          code: 'custom',
          path: ['features', index],
          message: `feature "${feature.name}" is listed twice`,
        });
      }
      seen.add(feature.name);
      if (feature.name === study.label.column) {
        context.addIssue({
          code: 'custom',
          path: ['features', index],
          message: `"${feature.name}" is the label and cannot be a feature as well`,
        });
      }
    });
  })
  .transform((study) => ({ ...study, title: study.title || study.id }));

/** A study, complete: every default filled in. */
export type Study = z.output<typeof studySchema>;
/** A study as a person may write it: only `id`, `label` and `features` are needed. */
export type StudyInput = z.input<typeof studySchema>;
export type Feature = Study['features'][number];
