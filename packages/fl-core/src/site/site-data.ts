/** A hospital's rows behind the few questions a run may ask of them. Lives where the rows live. */
import type { Dataset } from '../lib/dataset.ts';
import { fail, ok, type Result } from '../lib/result.ts';
import {
  localPipeline,
  type PreparedDataset,
  summariseHistograms,
  summariseMoments,
  transformRows,
  withLocalScale,
} from '../preprocessing/index.ts';
import type { HistogramEdges, HistogramSummary, MomentsSummary, Pipeline } from '../preprocessing/types.ts';
import type { DatasetSummary } from '../quality/types.ts';
import type { Study } from '../study/schema.ts';

export interface PreparedData {
  readonly train: Dataset;
  readonly test: Dataset;
}

export interface SiteData {
  readonly study: Study;
  readonly summary: DatasetSummary;
  readonly trainRows: number;
  readonly testRows: number;
  /** Of the training rows only. */
  moments(): MomentsSummary;
  histograms(edges: HistogramEdges): Result<HistogramSummary>;
  /** Rows as the network reads them; kept until another pipeline is asked for. */
  prepared(pipeline: Pipeline): Result<PreparedData>;
  /** A pipeline fitted on this hospital alone, for the comparison. */
  localPipeline(): Pipeline;
}

/** The questions answered from a prepared file. The last pipeline's rows are kept, since a run asks for them every round. */
export function createSiteData(file: PreparedDataset): SiteData {
  const { study } = file;
  const own = once(() => summariseMoments(file));
  let kept: { key: string; data: PreparedData } | null = null;

  return {
    study,
    summary: file.summary,
    trainRows: file.train.length,
    testRows: file.test.length,
    moments: own,
    histograms: (edges) => summariseHistograms(file, edges),
    prepared(pipeline) {
      const known = new Set(study.features.map((feature) => feature.name));
      const stranger = pipeline.steps.find((step) => !known.has(step.name));
      if (stranger) {
        return fail({
          code: 'PIPELINE_MISMATCH',
          message: `The coordinator’s preprocessing names the column "${stranger.name}", which is not part of this study.`,
        });
      }
      const key = JSON.stringify(pipeline);
      if (kept?.key !== key) {
        const scaled = study.preprocessing.scale === 'perSite' ? withLocalScale(pipeline, own()) : pipeline;
        kept = {
          key,
          data: {
            train: transformRows(file, scaled, file.train),
            test: transformRows(file, scaled, file.test),
          },
        };
      }
      return ok(kept.data);
    },
    localPipeline: () => localPipeline(file),
  };
}

function once<T>(compute: () => T): () => T {
  let held: { value: T } | null = null;
  return () => {
    held ??= { value: compute() };
    return held.value;
  };
}
