/** The model version that a run trains on from, in place of fresh weights. */
import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { createNetwork, decodeArtifact } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import type { Registry } from '../../registry/registry.ts';

export interface StartingPoint {
  readonly version: number;
  /** Its weights were learned on columns prepared so: the run prepares them alike. */
  readonly pipeline: Pipeline;
  readonly weights: Float32Array;
}

/** Problems: `MODEL_UNKNOWN`, `MODEL_UNFIT` with the reason. */
export async function startingPoint(
  registry: Pick<Registry, 'get' | 'artifact'>,
  study: Study,
  version: number,
): Promise<Result<StartingPoint>> {
  const record = await registry.get(version);
  const text = record?.studyId === study.id ? await registry.artifact(version) : undefined;
  if (text === undefined)
    return fail({ code: 'MODEL_UNKNOWN', message: `The study has no model version ${version}.` });
  const model = decodeArtifact(JSON.parse(text));
  if (!model.ok) return model;
  const { network, pipeline, weights } = model.value;
  const unfit = (why: string) =>
    fail({ code: 'MODEL_UNFIT', message: `A run cannot go on from model version ${version}: ${why}` });
  const columns = pipeline.steps.filter(({ kind }) => kind !== 'time').map(({ name }) => name);
  const features = study.features.map(({ name }) => name);
  if (!isDeepStrictEqual(columns, features))
    return unfit(`it takes ${columns.join(', ')}, and the study ${features.join(', ')}.`);
  if (!isDeepStrictEqual(network, createNetwork(study.model, pipeline.inputs.length)))
    return unfit('its network is another than the study’s.');
  return ok({ version, pipeline, weights });
}
