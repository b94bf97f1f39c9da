/** Every message between a hospital and the coordinator. Both sides parse what arrives. */
import { z } from 'zod';
import { DTYPES } from '../lib/dtype.ts';
import { nameSchema } from '../lib/name.ts';
import { recordOf } from '../lib/record-of.ts';
import { pipelineSchema } from '../preprocessing/pipeline-schema.ts';
import { federationOverridesSchema } from '../study/federation-overrides.ts';
import { studySchema } from '../study/schema.ts';
import { claimedCellsSchema, claimedCount, datasetShapeSchema, MOST_COUNTED } from './federation-messages.ts';
import { productionSchema } from './model-messages.ts';

const id = z.string().min(1).max(64);
/** A hospital's count is a claim, of at most so many rows, steps or records. */
const count = claimedCount;
const finite = z.number().refine(Number.isFinite);
/** Column and category names come from files: bounded, and never a key of Object.prototype by accident. */
const key = z.string().max(500);

// ── hospital → coordinator ────────────────────────────────────────────────────

export const helloSchema = z.object({
  protocol: z.number().int(),
  /** A first visit shows the invite; later ones show what the first was given. */
  credentials: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('invite'),
      token: z.string().min(1).max(200),
      name: nameSchema(80),
    }),
    z.object({ kind: z.literal('site'), siteId: id, secret: z.string().min(1).max(200) }),
  ]),
});
export type Hello = z.infer<typeof helloSchema>;

/** "We have data, a person has agreed to the plan, recruit us." */
export const readySchema = z.object({
  studyId: id,
  studyVersion: z.number().int(),
  trainRows: count,
  testRows: count,
  engine: z.string().max(40),
  /** What the file is like, under the rules of disclosure; checked before the site is recruited. */
  dataset: datasetShapeSchema.optional(),
  /** The types of number it can read and write weights as; without it, `float32` alone. */
  codecs: z.array(z.string().max(20)).max(20).optional(),
  /** See `SITE_ABILITIES`; without it, none. */
  abilities: z.array(z.string().max(40)).max(40).optional(),
});
export type Ready = z.infer<typeof readySchema>;

export const momentsSchema = z.object({ count, mean: finite, m2: finite.min(0) });
export const momentsSummarySchema = z.object({
  rows: count,
  positives: count.nullable(),
  numeric: recordOf(key, momentsSchema),
  categorical: recordOf(key, recordOf(key, count)),
  other: recordOf(key, count).optional(),
  withheld: recordOf(key, z.enum(['few', 'alike'])).optional(),
});
/** Bins are joined until none that leaves counts under 10 records. */
export const histogramSummarySchema = z.object({ numeric: recordOf(key, claimedCellsSchema) });

/** A site's scores on its own test rows, as sums that merge; no row can be told from them. */
export const evaluationSchema = z.object({
  n: count,
  tp: count,
  fp: count,
  tn: count,
  fn: count,
  /** Mean log-loss and Brier score; null without rows. A log-loss of clipped scores is under 16 (M2). */
  logLoss: finite.min(0).max(16).nullable(),
  brier: finite.min(0).max(1).nullable(),
  /** Null when the test rows have one class only. */
  auc: finite.min(0).max(1).nullable(),
});
/** A training loss beyond this is of training that diverged, and its mean with others' would not be a number. */
const MOST_LOSS = 1e12;
export type Evaluation = z.infer<typeof evaluationSchema>;

/** What a site says beside the weights it trained. */
export const fitReportSchema = z.object({
  kind: z.literal('fit'),
  run: id,
  round: count,
  examples: count,
  steps: count,
  /** Mean training loss of the last local epoch; null over fewer than 10 rows. */
  loss: finite.min(0).max(MOST_LOSS).nullable(),
  seconds: finite.min(0).max(MOST_COUNTED),
  /** The incoming global model on this site's test rows. */
  evaluation: evaluationSchema,
  /** What trained: it may have changed since `ready`. */
  engine: z.string().max(40).optional(),
});
export type FitReport = z.infer<typeof fitReportSchema>;

/** A finished task. A `fit` result carries its weights as one binary frame beside it. */
export const resultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moments'), run: id, summary: momentsSummarySchema }),
  z.object({ kind: z.literal('histograms'), run: id, summary: histogramSummarySchema }),
  fitReportSchema,
  z.object({ kind: z.literal('evaluate'), run: id, round: count, evaluation: evaluationSchema }),
  /** The site measured the round's model, and sends no update by its own rules: too few rows to train on. */
  z.object({ kind: z.literal('measured'), run: id, round: count, evaluation: evaluationSchema }),
  /** The site could not do the task: it is left out of this round. */
  z.object({ kind: z.literal('failed'), run: id, round: count, reason: z.string().max(300) }),
]);
export type TaskResult = z.infer<typeof resultSchema>;

// ── coordinator → hospital ────────────────────────────────────────────────────

/** How far a site is with its training of a round: a percentage, and nothing of what it learns. */
export const progressSchema = z.object({
  run: id,
  round: count,
  percent: z.number().int().min(0).max(100),
});
export type Progress = z.infer<typeof progressSchema>;

/** What a run is going to do: shown to staff before they agree. */
export const runPlanSchema = z.object({
  rounds: z.number().int().min(1).max(10_000),
  minSites: z.number().int().min(1).max(10_000),
  roundTimeoutSeconds: z.number().positive().max(86_400),
  /** What else of the study's federation section is other in this run. */
  overrides: federationOverridesSchema.optional(),
  /** The hospitals that take part, by id; every one of the study that no other run has named when left out. */
  sites: z.array(id).min(1).max(10_000).optional(),
  /** The model version that it trains on from; fresh weights when left out. */
  startFrom: z.number().int().min(1).optional(),
});
export type RunPlan = z.infer<typeof runPlanSchema>;

export const runStatusSchema = z.enum([
  'idle',
  'recruiting',
  'statistics',
  'fitting',
  'aggregating',
  'evaluating',
  'paused',
  'completed',
  'failed',
  'cancelled',
]);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** How a run stands, as every hospital may know it: counts and means, no other hospital's name. */
export const runViewSchema = z.object({
  run: id,
  status: runStatusSchema,
  round: count,
  rounds: count,
  sites: count,
  history: z.array(
    z.object({
      round: count,
      loss: finite.nullable(),
      auc: finite.nullable(),
      accuracy: finite.nullable(),
      sites: count,
    }),
  ),
  /** Set once the run completed. */
  modelVersion: z.number().int().nullable(),
  message: z.string().nullable(),
  /** This hospital is in the run and was not chosen to train in this round. */
  sitsOut: z.boolean().optional(),
  /** It is not waited for until it answers; `message` says why. */
  aside: z.boolean().optional(),
});
export type RunView = z.infer<typeof runViewSchema>;

export const welcomeSchema = z.object({
  siteId: id,
  secret: z.string(),
  name: z.string(),
  study: studySchema,
  plan: runPlanSchema,
  run: runViewSchema.nullable(),
  /** The model to predict with; null before there is one. */
  production: productionSchema.nullable().optional(),
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** What the strategy asks of a site's training beyond the study; an empty one is left out. */
export const instructionsSchema = z.object({
  /** FedProx: μ of the proximal term. */
  proximalMu: finite.min(0).optional(),
  /** Ditto: λ of the personal model, which is trained once the run is over. */
  personalLambda: finite.min(0).optional(),
  /** Passes over the rows of that personal model; without λ it is trained on freely. */
  personalEpochs: z.number().int().min(1).max(10_000).optional(),
  /** In place of the study's. */
  learningRate: finite.positive().optional(),
  /**
   * SCAFFOLD: the site keeps a control variate for the run and sends its change as a frame of 32-bit numbers
   * before that of its weights. The coordinator's comes before the model in the same way; without it, it is zero.
   */
  controlVariates: z.boolean().optional(),
});
export type FitInstructions = z.infer<typeof instructionsSchema>;

/** What the model of a run began as: the study's initialisation from a seed, or a model version that it trains on. */
export const modelOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seed'), seed: z.number().int() }),
  z.object({ kind: z.literal('version'), version: z.number().int().min(1) }),
]);
export type ModelOrigin = z.infer<typeof modelOriginSchema>;

/** Work for a site. `fit` and `evaluate` carry the global model as one binary frame beside it. */
export const taskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moments'), run: id }),
  z.object({
    kind: z.literal('histograms'),
    run: id,
    edges: recordOf(key, z.array(finite).min(2).max(4097).readonly()),
    /** The merged moments that the edges were made of: a site works them out anew. */
    moments: recordOf(key, momentsSchema).optional(),
  }),
  z.object({
    kind: z.literal('fit'),
    run: id,
    round: count,
    seed: z.number().int(),
    pipeline: pipelineSchema,
    /** As what numbers the update is to travel; `float32` unless told. */
    upload: z.enum(DTYPES).optional(),
    instructions: instructionsSchema.optional(),
    origin: modelOriginSchema.optional(),
  }),
  z.object({
    kind: z.literal('evaluate'),
    run: id,
    round: count,
    pipeline: pipelineSchema,
    origin: modelOriginSchema.optional(),
  }),
]);
export type Task = z.infer<typeof taskSchema>;

export const modelRequestSchema = z.object({ version: z.number().int().min(1) });
export type ModelRequest = z.infer<typeof modelRequestSchema>;
