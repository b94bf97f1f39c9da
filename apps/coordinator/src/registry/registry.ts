/** Finished models: what a run leaves behind, under a version number of its own. */
import { createHash } from 'node:crypto';
import type { Result } from '@fedhealth/fl-core/lib';
import { encodeArtifact, type Network, sealArtifact, writeFloats } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { ModelChangeRequest, Production } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { EventBus } from '../events/bus.ts';
import type { ModelChange, ModelMetrics, ModelRecord, RunRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { productionFor } from './production.ts';

export interface Publication {
  readonly run: Pick<RunRecord, 'id' | 'number'>;
  readonly study: Study;
  /** The last round of the run. */
  readonly round: number;
  readonly network: Network;
  readonly pipeline: Pipeline;
  readonly weights: Float32Array;
  readonly metrics: ModelMetrics;
  /** How many sites took part. */
  readonly sites: number;
  readonly engine?: string;
  /** The model version that the run started from; left out: it started afresh. */
  readonly parent?: number;
}

export interface Registry {
  /**
   * Keeps the model of a run as the next version. The same run and round again
   * gives the version they already have. Throws RangeError when weights, network
   * and preprocessing do not fit each other: such a model is never kept.
   */
  publish(publication: Publication): Promise<ModelRecord>;
  /** Newest first; of one study when told. */
  list(studyId?: string): Promise<ModelRecord[]>;
  get(version: number): Promise<ModelRecord | undefined>;
  /** The artifact as JSON text. */
  artifact(version: number): Promise<string | undefined>;
  /** Makes a version the one to predict with. Problems: `MODEL_UNKNOWN`, `ALREADY_PRODUCTION`. */
  promote(version: number, decision: ModelChangeRequest): Promise<Result<ModelChange>>;
  /** Withdraws the production model `version`. Problems: `MODEL_UNKNOWN`, `NOT_PRODUCTION`, `NO_FORMER_MODEL`. */
  rollBack(version: number, decision: ModelChangeRequest): Promise<Result<ModelChange>>;
  /** The study's model to predict with, as its hospitals may know it. */
  production(studyId: string): Promise<Production | null>;
  /** Calls the listener with each new production model; the answer ends that. */
  onProduction(listener: (studyId: string, production: Production) => void): () => void;
}

export function createRegistry(models: Store['models'], bus: EventBus): Registry {
  const listeners = new Set<(studyId: string, production: Production) => void>();

  const announce = async (change: ModelChange): Promise<void> => {
    const { action, version, former, by, reason, studyId } = change;
    const what =
      action === 'promoted'
        ? `Model version ${version} is in production now${former === null ? '' : `, in place of version ${former}`}`
        : `Model version ${former} was withdrawn; version ${version} is in production again`;
    await bus.emit({
      level: action === 'promoted' ? 'info' : 'warning',
      kind: action === 'promoted' ? 'model-promoted' : 'model-rolled-back',
      message: `${what} (${by}: ${reason}).`,
      topics: ['models'],
    });
    const production = await productionFor(models, studyId);
    if (production) for (const listener of listeners) listener(studyId, production);
  };

  return {
    async publish(publication) {
      const {
        run,
        study,
        round,
        network,
        pipeline,
        weights,
        metrics,
        sites,
        engine,
        parent = null,
      } = publication;
      const artifact = encodeArtifact({
        study: {
          id: study.id,
          version: study.version,
          title: study.title,
          label: { column: study.label.column, positive: study.label.positive },
        },
        network,
        pipeline,
        weights,
        metrics: { ...metrics },
        lineage: { run: run.id, round, parent, createdAt: new Date().toISOString(), sites, engine },
      });
      const sealed = await sealArtifact(artifact);
      const model = await models.create({
        studyId: study.id,
        studyVersion: study.version,
        runId: run.id,
        round,
        parameters: weights.length,
        metrics,
        hash: hashWeights(weights),
        artifactHash: sealed.hash ?? null,
        startedFrom: parent,
        strategy: study.federation.strategy,
        artifact: JSON.stringify(sealed),
      });
      await bus.emit({
        level: 'info',
        kind: 'model-published',
        message: `Run ${run.number} gave model version ${model.version} of "${study.title}".`,
        runId: run.id,
        round,
        topics: ['models', 'runs'],
      });
      return model;
    },
    list: (studyId) => models.list(studyId),
    get: (version) => models.get(version),
    artifact: (version) => models.artifact(version),
    async promote(version, decision) {
      const promoted = await models.promote(version, decision);
      if (promoted.ok) await announce(promoted.value);
      return promoted;
    },
    async rollBack(version, decision) {
      const rolledBack = await models.rollBack(version, decision);
      if (rolledBack.ok) await announce(rolledBack.value);
      return rolledBack;
    },
    production: (studyId) => productionFor(models, studyId),
    onProduction(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** SHA-256 of the weights as little-endian 32-bit floats, in hex. */
function hashWeights(weights: Float32Array): string {
  const bytes = new Uint8Array(4 * weights.length);
  writeFloats(weights, bytes);
  return createHash('sha256').update(bytes).digest('hex');
}
