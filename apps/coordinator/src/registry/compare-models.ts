/** Two model versions of one study side by side. */
import { isDeepStrictEqual } from 'node:util';
import { readStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { compareWeights, decodeArtifact, type Model } from '@fedhealth/fl-core/model';
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import type { ModelRecord, RunRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { differencesBetween } from './settings-diff.ts';

type Kept = Pick<Store, 'models' | 'runs' | 'studies'>;

/** Problems: `MODEL_UNKNOWN`, `MODELS_OF_TWO_STUDIES`, `ARTIFACT_INVALID`. */
export async function compareModels(store: Kept, a: number, b: number): Promise<Result<ModelComparisonView>> {
  const [one, other] = await Promise.all([side(store, a), side(store, b)]);
  if (!one.ok) return one;
  if (!other.ok) return other;
  const [first, second] = [one.value, other.value];
  if (first.record.studyId !== second.record.studyId) {
    return fail({
      code: 'MODELS_OF_TWO_STUDIES',
      message: `Version ${a} belongs to the study "${first.record.studyId}" and version ${b} to "${second.record.studyId}". Models of one study can be compared.`,
    });
  }
  const sameNetwork =
    isDeepStrictEqual(first.model.network, second.model.network) &&
    isDeepStrictEqual(first.model.pipeline.inputs, second.model.pipeline.inputs);
  const weights = sameNetwork
    ? compareWeights(first.model.network, first.model.weights, second.model.weights)
    : null;
  return ok({
    a: first.record,
    b: second.record,
    ...differencesBetween(first.settings, second.settings),
    curves: { a: first.curve, b: second.curve },
    weights: weights && { ...weights, tensors: [...weights.tensors] },
    samePreparation: isDeepStrictEqual(first.model.pipeline, second.model.pipeline),
  });
}

interface Side {
  readonly record: ModelRecord;
  readonly model: Model;
  readonly settings: unknown;
  readonly curve: ModelComparisonView['curves']['a'];
}

async function side(store: Kept, version: number): Promise<Result<Side>> {
  const [record, artifact] = await Promise.all([store.models.get(version), store.models.artifact(version)]);
  if (record === undefined || artifact === undefined) {
    return fail({ code: 'MODEL_UNKNOWN', message: `There is no model version ${version}.` });
  }
  const model = decodeArtifact(JSON.parse(artifact));
  if (!model.ok) return model;
  const [run, rounds] = await Promise.all([store.runs.get(record.runId), store.runs.rounds(record.runId)]);
  const curve = rounds
    .filter(({ status, round }) => status === 'completed' && round <= record.round)
    .map(({ round, trainLoss, validation, combined }) => ({
      round,
      trainLoss,
      validationAuc: validation?.auc ?? null,
      combinedAuc: combined?.auc ?? null,
    }));
  const settings = await settingsOf(store, record, run);
  return ok({ record, model: model.value, settings, curve });
}

/** What the run was told: the study's version, by sections, with features by their names, and the run's plan. */
async function settingsOf({ studies }: Kept, model: ModelRecord, run: RunRecord | undefined) {
  const study = await studies.get(model.studyId, model.studyVersion);
  if (study === undefined) return { run: run && { ...run.plan, seed: run.seed } };
  const { strategy, rounds: _, minSites: __, roundTimeoutSeconds: ___, ...federation } = study.federation;
  const read = readStrategy(strategy);
  return {
    study: { version: model.studyVersion, label: study.label },
    strategy: read.ok ? { kind: read.value.title, ...read.value.parameters } : strategy,
    run: run && { ...run.plan, seed: run.seed },
    training: study.training,
    model: study.model,
    preprocessing: study.preprocessing,
    split: study.split,
    federation,
    privacy: study.privacy,
    features: Object.fromEntries(study.features.map(({ name, ...feature }) => [name, feature])),
  };
}
