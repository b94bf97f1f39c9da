/** Finished models: what a run leaves behind, under a version number of its own. */
import { createHash } from 'node:crypto';
import { encodeArtifact, type Network, sealArtifact, writeFloats } from '@fedhealth/fl-core/model';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import type { EventBus } from '../events/bus.ts';
import type { ModelMetrics, ModelRecord, RunRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

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
  /** Newest first. */
  list(): Promise<ModelRecord[]>;
  get(version: number): Promise<ModelRecord | undefined>;
  /** The artifact as JSON text. */
  artifact(version: number): Promise<string | undefined>;
}

export function createRegistry(models: Store['models'], bus: EventBus): Registry {
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
      const model = await models.create({
        studyId: study.id,
        studyVersion: study.version,
        runId: run.id,
        round,
        parameters: weights.length,
        metrics,
        hash: hashWeights(weights),
        artifact: JSON.stringify(await sealArtifact(artifact)),
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
    list: () => models.list(),
    get: (version) => models.get(version),
    artifact: (version) => models.artifact(version),
  };
}

/** SHA-256 of the weights as little-endian 32-bit floats, in hex. */
function hashWeights(weights: Float32Array): string {
  const bytes = new Uint8Array(4 * weights.length);
  writeFloats(weights, bytes);
  return createHash('sha256').update(bytes).digest('hex');
}
