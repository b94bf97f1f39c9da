import { listedCategories, MAX_CATEGORIES } from '../quality/index.ts';
import type { Feature, Study } from '../study/schema.ts';
import { quantileOf } from './histogram.ts';
import { inputsOf } from './inputs-of.ts';
import { deviationOf } from './moments.ts';
import { mostFrequentFirst } from './most-frequent.ts';
import { at } from './record.ts';
import { scaleOf, spreadOf, unknownScale } from './scale.ts';
import type {
  FeatureStatistics,
  FeatureStep,
  FederatedStatistics,
  Histogram,
  MomentsSummary,
  Pipeline,
} from './types.ts';

type NumericStatistics = Extract<FeatureStatistics, { kind: 'numeric' }>;

/**
 * The preprocessing that the study asks for, fitted on the federation's statistics: missing values filled,
 * numbers scaled as `scaler` says (unless `scale` is `none`), categories as one 0/1 input each, booleans as
 * 0 or 1, the time as sines and cosines where the study asks for them. With `scale: 'perSite'` each site puts its own scale in (`withLocalScale`); the
 * federation's stands in where there is none. Centre and spread are of the values as they are read, before
 * outliers are treated.
 */
export function fitPipeline(statistics: FederatedStatistics, study: Study): Pipeline {
  const known = new Map(statistics.features.map((feature) => [feature.name, feature]));
  const { missingIndicator, timestampFeatures } = study.preprocessing;
  const fitted = study.features.map((feature): FeatureStep => {
    const found = known.get(feature.name);
    if (feature.kind === 'numeric')
      return numericStep(feature, found?.kind === 'numeric' ? found : undefined, study);
    const choices = found && found.kind !== 'numeric' ? found : undefined;
    if (feature.kind === 'boolean') {
      return { kind: 'boolean', name: feature.name, impute: choices?.mostFrequent === '1' ? 1 : 0 };
    }
    const categories = listedCategories(feature) ?? mergedCategories(choices?.values ?? {});
    return {
      kind: 'categorical',
      name: feature.name,
      categories,
      impute: choices?.mostFrequent ?? categories[0] ?? '',
    };
  });
  const steps = missingIndicator
    ? fitted.map((step): FeatureStep => (step.kind === 'time' ? step : { ...step, indicator: true }))
    : fitted;
  if (timestampFeatures.length > 0 && study.timestamp !== undefined) {
    steps.push({ kind: 'time', name: study.timestamp, parts: timestampFeatures });
  }
  return { version: 1, steps, inputs: steps.flatMap(inputsOf) };
}

function numericStep(feature: Feature, found: NumericStatistics | undefined, study: Study): FeatureStep {
  const { impute, outliers, outlierQuantiles, scale, scaler } = study.preprocessing;
  if (found?.count === 0) {
    const { name, range } = feature;
    const { centre, spread } = unknownScale(feature, found.alike === true, scaler);
    const scaled = scale === 'none' ? { centre: 0, spread: 1 } : { centre, spread };
    const filler = range ? (range[0] + range[1]) / 2 : 0;
    return { kind: 'numeric', name, ...(range ? { range } : {}), impute: filler, ...scaled };
  }
  const low = found ? quantileOf(found.histogram, outlierQuantiles[0]) : null;
  const high = found ? quantileOf(found.histogram, outlierQuantiles[1]) : null;
  return {
    kind: 'numeric',
    name: feature.name,
    ...(feature.range ? { range: feature.range } : {}),
    ...(outliers !== 'keep' && low !== null && high !== null
      ? { outliers: { treat: outliers, low, high } }
      : {}),
    impute: found ? fillWith(found, impute) : 0,
    ...(scale === 'none' || !found ? { centre: 0, spread: 1 } : scaleOf(found, scaler)),
  };
}

function fillWith(found: NumericStatistics, impute: Study['preprocessing']['impute']): number {
  if (impute === 'mean') return found.mean;
  return impute === 'median' ? found.median : (fullestBin(found.histogram) ?? found.mean);
}

/** The middle of the bin that is fullest for its width; null without values. */
function fullestBin({ edges, counts }: Histogram): number | null {
  let best: number | null = null;
  let most = 0;
  counts.forEach((count, bin) => {
    const low = edges[bin] ?? 0;
    const high = edges[bin + 1] ?? low;
    const density = count / (high - low);
    if (!(density > most)) return;
    most = density;
    best = (low + high) / 2;
  });
  return best;
}

/** The values that sites have, the most frequent of them, in the order of their characters' codes. */
function mergedCategories(values: Readonly<Record<string, number>>): string[] {
  return mostFrequentFirst(Object.entries(values))
    .slice(0, MAX_CATEGORIES)
    .map(([value]) => value)
    .sort();
}

/**
 * The pipeline with this site's own centre and spread, for studies with `scale: 'perSite'`: its mean and
 * standard deviation, or with another scaler than `zScore` those of `local`, the pipeline fitted on this
 * site alone. A column without values keeps the federation's.
 */
export function withLocalScale(pipeline: Pipeline, own: MomentsSummary, local?: Pipeline): Pipeline {
  const fitted = new Map(local?.steps.map((step) => [step.name, step]));
  const steps = pipeline.steps.map((step): FeatureStep => {
    const moments = step.kind === 'numeric' ? at(own.numeric, step.name) : undefined;
    if (step.kind !== 'numeric' || !moments || moments.count === 0) return step;
    const found = fitted.get(step.name);
    if (found?.kind === 'numeric') return { ...step, centre: found.centre, spread: found.spread };
    return { ...step, centre: moments.mean, spread: spreadOf(deviationOf(moments)) };
  });
  return { ...pipeline, steps };
}
