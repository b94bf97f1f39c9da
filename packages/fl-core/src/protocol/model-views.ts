/** Model versions in the REST API. */
import { z } from 'zod';
import { nameSchema } from '../lib/name.ts';
import { metricsViewSchema } from './metrics-view.ts';
import { modelStageSchema } from './model-messages.ts';

const when = z.string();
const figure = z.number().nullable();

export const modelViewSchema = z.object({
  version: z.number(),
  studyId: z.string(),
  studyVersion: z.number(),
  runId: z.string(),
  runNumber: z.number(),
  round: z.number(),
  parameters: z.number(),
  createdAt: when,
  metrics: z.object({ validation: metricsViewSchema.nullable(), combined: metricsViewSchema.nullable() }),
  /** SHA-256 of the weights, in hex. */
  hash: z.string(),
  /** SHA-256 of the whole artifact, as its file names it; null for those of the first releases. */
  artifactHash: z.string().nullable(),
  stage: modelStageSchema,
  /** The model it was trained on from, or the one in production when it was made. */
  parent: z.object({ version: z.number(), relation: z.enum(['startedFrom', 'productionThen']) }).nullable(),
  /** How updates were combined, every parameter named; null where a study of long ago cannot be read any more. */
  strategy: z
    .object({
      kind: z.string(),
      title: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
  /** Hospitals whose updates are in it, by name: in how many rounds, and the most examples in one of them. */
  contributions: z.array(
    z.object({
      siteId: z.string(),
      name: z.string(),
      rounds: z.number(),
      examples: z.number().nullable(),
    }),
  ),
});
export type ModelView = z.output<typeof modelViewSchema>;

/** A run's round that is to become a model version; its newest that made a model when `round` is left out. */
export const keepRoundSchema = z.object({
  run: z.string().min(1).max(64),
  round: z.number().int().min(1).max(1_000_000).optional(),
});
export type KeepRound = z.infer<typeof keepRoundSchema>;

/** Who changes the production model, and why: both are kept for good. */
export const modelChangeRequestSchema = z.object({
  reason: z.string().trim().min(3, 'say why, in a few words').max(500),
  by: nameSchema(80),
});
export type ModelChangeRequest = z.infer<typeof modelChangeRequestSchema>;

export const modelChangeViewSchema = z.object({
  id: z.number(),
  at: when,
  studyId: z.string(),
  action: z.enum(['promoted', 'rolledBack']),
  /** In production from then on. */
  version: z.number(),
  /** In production until then. */
  former: z.number().nullable(),
  reason: z.string(),
  by: z.string(),
});
export type ModelChangeView = z.output<typeof modelChangeViewSchema>;

const distanceSchema = z.object({
  /** ‖b − a‖₂. */
  euclidean: z.number(),
  /** The same as a share of ‖a‖₂; null where that is 0. */
  relative: figure,
  /** Of the angle between both; null where one is all zeros. */
  cosine: figure,
  /** The largest difference of one weight. */
  largest: z.number(),
});

export const modelComparisonViewSchema = z.object({
  a: modelViewSchema,
  b: modelViewSchema,
  /** Settings that differ, as `training.learningRate`; null where one side has no such setting. */
  differences: z.array(
    z.object({ setting: z.string(), a: z.unknown().nullable(), b: z.unknown().nullable() }),
  ),
  /** How many settings are the same. */
  same: z.number(),
  /** How the two runs trained, by round. */
  curves: z.object({ a: curveSchema(), b: curveSchema() }),
  /** Null when the networks differ, so that their weights cannot be set beside each other. */
  weights: distanceSchema
    .extend({ tensors: z.array(distanceSchema.extend({ name: z.string() })) })
    .nullable(),
  /** Both prepare their inputs alike; when not, equal weights may still score differently. */
  samePreparation: z.boolean(),
});
export type ModelComparisonView = z.output<typeof modelComparisonViewSchema>;

function curveSchema() {
  return z.array(
    z.object({ round: z.number(), trainLoss: figure, validationAuc: figure, combinedAuc: figure }),
  );
}
