/** A finished model as one JSON document: with it, a prediction needs nothing else. */
import { z } from 'zod';
import { fail, ok, type Result } from '../lib/result.ts';
import { pipelineSchema } from '../preprocessing/pipeline-schema.ts';
import type { Pipeline } from '../preprocessing/types.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { firstNonFinite, readFloats, writeFloats } from './float-bytes.ts';
import { type Network, parameterCount } from './network.ts';
import { networkSchema } from './network-schema.ts';

export const ARTIFACT_FORMAT = 'fedhealth-model';
export const ARTIFACT_VERSION = 1;

export const modelArtifactSchema = z.object({
  format: z.literal(ARTIFACT_FORMAT),
  formatVersion: z.literal(ARTIFACT_VERSION),
  study: z.object({
    id: z.string(),
    version: z.number().int(),
    title: z.string(),
    label: z.object({ column: z.string(), positive: z.string() }),
  }),
  network: networkSchema,
  /** Fitted preprocessing; `pipeline.inputs` is the order of the network's inputs. */
  pipeline: pipelineSchema,
  /** Little-endian 32-bit floats in the order of `weightLayout`, as base64. */
  weights: z.string(),
  /** Figures known when the model was stored, under free names. */
  metrics: z.record(z.string(), z.unknown()),
  lineage: z.object({
    run: z.string(),
    round: z.number().int().min(0),
    /** The model version this one was trained on from, or null. */
    parent: z.union([z.string(), z.number().int()]).nullable(),
    /** ISO 8601, UTC. */
    createdAt: z.string(),
    /** How many sites took part. */
    sites: z.number().int().min(0),
    engine: z.string().optional(),
  }),
  /** SHA-256 of all the rest (`artifactHash`), in hex; files of the first releases have none. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in hex')
    .optional(),
});
/** The artifact as it is stored and downloaded: plain JSON. */
export type ModelArtifact = z.infer<typeof modelArtifactSchema>;

/** The artifact in use: its weights as numbers. */
export interface Model {
  readonly study: ModelArtifact['study'];
  readonly network: Network;
  readonly pipeline: Pipeline;
  readonly weights: Float32Array;
  readonly metrics: ModelArtifact['metrics'];
  readonly lineage: ModelArtifact['lineage'];
}

/** What stands against the weights of a model; null when nothing does. */
function weightsProblem(network: Network, pipeline: Pipeline, weights: Float32Array): string | null {
  if (pipeline.inputs.length !== network.inputs) {
    return `its preprocessing gives ${pipeline.inputs.length} inputs and its network takes ${network.inputs}`;
  }
  const parameters = parameterCount(network);
  if (weights.length !== parameters)
    return `its network has ${parameters} weights and the file ${weights.length}`;
  const bad = firstNonFinite(weights);
  return bad < 0 ? null : `weight ${bad} is not a finite number`;
}

/**
 * The model as JSON. @throws RangeError when weights, network and preprocessing do not fit each other
 * or a weight is not finite: such a model must never be stored.
 */
export function encodeArtifact(model: Model): ModelArtifact {
  const problem = weightsProblem(model.network, model.pipeline, model.weights);
  if (problem) throw new RangeError(`This model cannot be stored: ${problem}.`);
  const bytes = new Uint8Array(4 * model.weights.length);
  writeFloats(model.weights, bytes);
  return modelArtifactSchema.parse({
    ...model,
    format: ARTIFACT_FORMAT,
    formatVersion: ARTIFACT_VERSION,
    weights: toBase64(bytes),
  });
}

const invalid = (why: string) =>
  fail({ code: 'ARTIFACT_INVALID', message: `This model file cannot be used: ${why}.` });

const headSchema = z.object({ format: z.literal(ARTIFACT_FORMAT), formatVersion: z.number() });

/** Says so where only a newer program can read the file; what else does not fit, the schema says. */
function laterVersion(input: unknown): string | null {
  const head = headSchema.safeParse(input);
  if (!head.success || head.data.formatVersion <= ARTIFACT_VERSION) return null;
  const { formatVersion } = head.data;
  return `a newer version of FedHealth wrote it (formatVersion ${formatVersion}, and this one reads ${ARTIFACT_VERSION}); update FedHealth`;
}

/**
 * Reads an artifact from parsed JSON. Errors (`ARTIFACT_INVALID`) name what does
 * not fit: another format, weights that are not the network's, numbers that are
 * not finite.
 */
export function decodeArtifact(input: unknown): Result<Model> {
  const later = laterVersion(input);
  if (later) return invalid(later);
  const parsed = modelArtifactSchema.safeParse(input);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
    return invalid(places.slice(0, 5).join('; '));
  }
  const { study, network, pipeline, metrics, lineage } = parsed.data;
  const bytes = fromBase64(parsed.data.weights);
  if (!bytes || bytes.length % 4 !== 0) return invalid('its weights are damaged');
  const weights = readFloats(bytes, bytes.length / 4);
  const problem = weightsProblem(network, pipeline, weights);
  return problem ? invalid(problem) : ok({ study, network, pipeline, weights, metrics, lineage });
}
