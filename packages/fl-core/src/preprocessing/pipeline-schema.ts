import { z } from 'zod';
import { TIME_PARTS } from '../study/schema.ts';
import type { Pipeline } from './types.ts';

const finite = z.number().refine(Number.isFinite);
/** Column and category names come from files: bounded. */
const name = z.string().max(500);

const indicator = z.literal(true).optional();

const featureStepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('numeric'),
    name,
    range: z.tuple([z.number(), z.number()]).readonly().optional(),
    outliers: z.object({ treat: z.enum(['winsorize', 'missing']), low: finite, high: finite }).optional(),
    impute: finite,
    centre: finite,
    spread: finite.positive(),
    indicator,
  }),
  z.object({
    kind: z.literal('categorical'),
    name,
    categories: z.array(name).readonly(),
    impute: name,
    indicator,
  }),
  z.object({ kind: z.literal('boolean'), name, impute: z.union([z.literal(0), z.literal(1)]), indicator }),
  z.object({
    kind: z.literal('time'),
    name,
    parts: z.array(z.enum(TIME_PARTS)).max(TIME_PARTS.length).readonly(),
  }),
]);

/** The fitted pipeline as it travels: to sites in a run, and inside the model artifact. */
export const pipelineSchema = z.object({
  version: z.literal(1),
  steps: z.array(featureStepSchema.readonly()).readonly(),
  inputs: z.array(name).readonly(),
}) satisfies z.ZodType<Pipeline, unknown>;
