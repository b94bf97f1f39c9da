import { listedCategories, MAX_CATEGORIES } from '../quality/index.ts';
import type { Feature, Study } from '../study/schema.ts';
import { quantileOf } from './histogram.ts';
import { deviationOf } from './moments.ts';
import { mostFrequentFirst } from './most-frequent.ts';
import { at } from './record.ts';
import type {
  FeatureStatistics,
  FeatureStep,
  FederatedStatistics,
  Histogram,
  MomentsSummary,
  Pipeline,
} from './types.ts';

/** Where outliers begin, as shares of the federation's values. */
const OUTLIERS = [0.01, 0.99] as const;

type NumericStatistics = Extract<FeatureStatistics, { kind: 'numeric' }>;

/**
 * The preprocessing that the study asks for, fitted on the federation's statistics: missing values filled,
 * numbers scaled to mean 0 and standard deviation 1 (unless `scale` is `none`), categories as one 0/1 input
 * each, booleans as 0 or 1. With `scale: 'perSite'` each site puts its own scale in (`withLocalScale`); the
 * federation's stands in where there is none. Centre and spread are of the values as they are read, before
 * outliers are treated.
 */
export function fitPipeline(statistics: FederatedStatistics, study: Study): Pipeline {
  const known = new Map(statistics.features.map((feature) => [feature.name, feature]));
  const steps = study.features.map((feature): FeatureStep => {
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
  return { version: 1, steps, inputs: steps.flatMap(inputsOf) };
}

/** Names of the inputs that a step makes. */
function inputsOf(step: FeatureStep): string[] {
  return step.kind === 'categorical'
    ? step.categories.map((category) => `${step.name}=${category}`)
    : [step.name];
}

function numericStep(feature: Feature, found: NumericStatistics | undefined, study: Study): FeatureStep {
  const { impute, outliers, scale } = study.preprocessing;
  const scaled = scale !== 'none' && found !== undefined;
  const low = found ? quantileOf(found.histogram, OUTLIERS[0]) : null;
  const high = found ? quantileOf(found.histogram, OUTLIERS[1]) : null;
  return {
    kind: 'numeric',
    name: feature.name,
    ...(feature.range ? { range: feature.range } : {}),
    ...(outliers !== 'keep' && low !== null && high !== null
      ? { outliers: { treat: outliers, low, high } }
      : {}),
    impute: found ? fillWith(found, impute) : 0,
    centre: scaled ? found.mean : 0,
    spread: scaled ? spreadOf(found.sd) : 1,
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

/** The pipeline with this site's own centre and spread, for studies with `scale: 'perSite'`. A column without values keeps the federation's. */
export function withLocalScale(pipeline: Pipeline, own: MomentsSummary): Pipeline {
  const steps = pipeline.steps.map((step): FeatureStep => {
    const moments = step.kind === 'numeric' ? at(own.numeric, step.name) : undefined;
    if (step.kind !== 'numeric' || !moments || moments.count === 0) return step;
    return { ...step, centre: moments.mean, spread: spreadOf(deviationOf(moments)) };
  });
  return { ...pipeline, steps };
}

/** A constant column is divided by 1. */
const spreadOf = (sd: number): number => (sd > 0 ? sd : 1);
