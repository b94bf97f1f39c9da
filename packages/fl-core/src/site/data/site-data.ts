/** A hospital's rows behind the few questions a run may ask of them. Lives where the rows live. */
import type { Dataset } from '../../lib/dataset.ts';
import { fail, ok, type Result } from '../../lib/result.ts';
import {
  localPipeline,
  type PreparedDataset,
  summariseHistograms,
  summariseMoments,
  transformRows,
  withLocalScale,
} from '../../preprocessing/index.ts';
import type { HistogramEdges, MomentsSummary, Pipeline } from '../../preprocessing/types.ts';
import {
  backingOf,
  binCrowds,
  countPeople,
  type DatasetShape,
  datasetShape,
  type FederationSummary,
  type OutcomePeople,
  outcomePeople,
  type ProtectedHistograms,
  peopleOf,
  protectHistograms,
  protectMoments,
} from '../../privacy/index.ts';
import { type Profile, profile } from '../../quality/index.ts';
import type { DatasetSummary } from '../../quality/types.ts';
import type { Study } from '../../study/schema.ts';
import { type BesideFederation, besideFederation } from './beside-federation.ts';

export interface PreparedData {
  readonly train: Dataset;
  readonly test: Dataset;
}

export interface PipelineInUse {
  readonly fittedOn: 'federation' | 'thisFile';
  readonly pipeline: Pipeline;
}

export interface SiteData {
  readonly study: Study;
  readonly summary: DatasetSummary;
  readonly trainRows: number;
  readonly testRows: number;
  /** People behind the training rows, counted up to `enough`: subjects where the study has any, else rows. */
  trainPeople(enough: number): number;
  /** Who is behind a training row, by its place among them. */
  trainPerson(place: number): number;
  /** The most training rows that one person has. */
  mostRecords(): number;
  /** People behind the test rows by outcome, counted as far as the rules of disclosure ask. */
  testOutcomes(): OutcomePeople;
  /** Of all rows; made when first asked for. For this hospital's own screen only. */
  profile(): Profile;
  /** Of the training rows only, and fit to leave: see `privacy/rules.ts`. */
  moments(): MomentsSummary;
  /** Fit to leave as well. */
  histograms(edges: HistogramEdges): Result<ProtectedHistograms>;
  /** What the coordinator may know of the file before a run. */
  shape(): DatasetShape;
  /** For this hospital's own page. */
  beside(summary: FederationSummary): BesideFederation;
  /** Rows as the network reads them; kept until another pipeline is asked for. */
  prepared(pipeline: Pipeline): Result<PreparedData>;
  /** A run's or a model's pipeline as this hospital uses it: with its own scale where the study says per site. */
  scaledHere(pipeline: Pipeline): Pipeline;
  /** A pipeline fitted on this hospital alone, for the comparison. */
  localPipeline(): Pipeline;
  /** The pipeline of the last run, or until there was one that of this hospital alone. */
  pipelineInUse(): PipelineInUse;
  /** The rows themselves: for the worker or process that holds them, never for a page. */
  readonly file: PreparedDataset;
}

/** The questions answered from a prepared file. The last pipeline's rows are kept, since a run asks for them every round. */
export function createSiteData(file: PreparedDataset): SiteData {
  const { study } = file;
  const own = once(() => summariseMoments(file));
  const profiled = once(() => profile(file.table, study));
  const backing = once(() => backingOf(file));
  const told = once(() => protectMoments(own(), backing()));
  const personOf = once(() => peopleOf(file.table, study));
  let ownPipeline: Pipeline | null = null;
  const alone = (): Pipeline => {
    ownPipeline ??= localPipeline(file);
    return ownPipeline;
  };
  let kept: { key: string; data: PreparedData } | null = null;
  let given: Pipeline | null = null;

  const scaledHere = (pipeline: Pipeline): Pipeline => {
    const { scale, scaler } = study.preprocessing;
    if (scale !== 'perSite') return pipeline;
    return withLocalScale(pipeline, own(), scaler === 'zScore' ? undefined : alone());
  };

  return {
    study,
    summary: file.summary,
    trainRows: file.train.length,
    testRows: file.test.length,
    trainPeople: (enough) => countPeople(file.train, personOf(), enough),
    trainPerson: (place) => personOf()(file.train[place] ?? place),
    mostRecords: () => backing().mostRecords,
    testOutcomes: once(() => outcomePeople(file.test, file.labels, personOf())),
    profile: profiled,
    moments: told,
    histograms(edges) {
      const whole = summariseHistograms(file, edges);
      return whole.ok ? ok(protectHistograms(whole.value, told(), binCrowds(file, edges))) : whole;
    },
    shape: once(() => datasetShape(file, told())),
    beside: (summary) => besideFederation(file, summary),
    prepared(pipeline) {
      const known = new Set(study.features.map((feature) => feature.name));
      const stranger = pipeline.steps.find(({ kind, name }) =>
        kind === 'time' ? name !== study.timestamp : !known.has(name),
      );
      if (stranger) {
        return fail({
          code: 'PIPELINE_MISMATCH',
          message: `The coordinator’s preprocessing names the column "${stranger.name}", which is not part of this study.`,
        });
      }
      const key = JSON.stringify(pipeline);
      if (kept?.key !== key) {
        const scaled = scaledHere(pipeline);
        // One that was not fitted here comes from the federation.
        if (pipeline !== ownPipeline) given = pipeline;
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
    scaledHere,
    localPipeline: alone,
    pipelineInUse: () =>
      given
        ? { fittedOn: 'federation', pipeline: scaledHere(given) }
        : { fittedOn: 'thisFile', pipeline: alone() },
    file,
  };
}

function once<T>(compute: () => T): () => T {
  let held: { value: T } | null = null;
  return () => {
    held ??= { value: compute() };
    return held.value;
  };
}
