/** The federation's statistics as they may go back to hospitals: a figure only where enough of them stand behind it. */
import {
  type FeatureStatistics,
  type FederatedStatistics,
  type MomentsSummary,
  quantileOf,
} from '../preprocessing/index.ts';
import { at } from '../preprocessing/record.ts';
import { protectCounts } from './categories.ts';
import { type Cell, joinBins } from './cells.ts';
import { MIN_SITES } from './rules.ts';

/** 5 %, 25 %, 50 %, 75 % and 95 %. */
export type Quantiles = readonly [number, number, number, number, number];
const SHARES: Quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];

export type FederationFeature =
  | {
      readonly kind: 'numeric';
      readonly name: string;
      readonly sites: number;
      readonly count: number;
      readonly mean: number;
      readonly sd: number;
      readonly quantiles: Quantiles;
      readonly edges: readonly number[];
      readonly cells: readonly Cell[];
    }
  | {
      readonly kind: 'choices';
      readonly name: string;
      readonly sites: number;
      readonly values: Readonly<Record<string, number>>;
      /** Values too rare, or known at too few hospitals, to be named. */
      readonly other: number;
    }
  | { readonly kind: 'withheld'; readonly name: string; readonly reason: string };

export interface FederationSummary {
  /** Hospitals that sent statistics. */
  readonly sites: number;
  readonly features: readonly FederationFeature[];
}

/** `moments` are the summaries that `statistics` were merged from, as they left the hospitals. */
export function summariseFederation(
  statistics: FederatedStatistics,
  moments: readonly MomentsSummary[],
): FederationSummary {
  return {
    sites: moments.length,
    features: statistics.features.map((feature) => {
      const behind = moments.filter(({ withheld = {} }) => !Object.hasOwn(withheld, feature.name));
      if (behind.length < MIN_SITES) return withhold(feature.name, tooFew(behind.length));
      return feature.kind === 'numeric' ? ofNumbers(feature, behind.length) : ofChoices(feature, behind);
    }),
  };
}

const withhold = (name: string, reason: string): FederationFeature => ({ kind: 'withheld', name, reason });

const tooFew = (sites: number): string => {
  const who = sites === 0 ? 'No hospital' : `Only ${sites} ${sites === 1 ? 'hospital' : 'hospitals'}`;
  return `${who} could tell of it; figures come back from ${MIN_SITES} on, so that none can work out another’s.`;
};

function ofNumbers(
  { name, count, mean, sd, histogram }: Extract<FeatureStatistics, { kind: 'numeric' }>,
  sites: number,
): FederationFeature {
  const { edges, counts } = histogram;
  const cells = joinBins(counts);
  const at = (share: number): number => quantileOf(histogram, share) ?? mean;
  const [a, b, c, d, e] = SHARES;
  return {
    kind: 'numeric',
    name,
    sites,
    count,
    mean,
    sd,
    quantiles: [at(a), at(b), at(c), at(d), at(e)],
    edges,
    cells,
  };
}

function ofChoices(
  { name, values }: Exclude<FeatureStatistics, { kind: 'numeric' }>,
  behind: readonly MomentsSummary[],
): FederationFeature {
  const told = behind.map(({ categorical }) => at(categorical, name) ?? {});
  const common: [string, number][] = [];
  let other = behind.reduce((sum, summary) => sum + (at(summary.other ?? {}, name) ?? 0), 0);
  for (const [value, count] of Object.entries(values)) {
    const known = told.filter((counts) => Object.hasOwn(counts, value)).length;
    if (known >= MIN_SITES) common.push([value, count]);
    else other += count;
  }
  const safe = protectCounts(Object.fromEntries(common));
  if (!safe) {
    const reason = `No value of it is frequent enough at ${MIN_SITES} hospitals.`;
    return withhold(name, reason);
  }
  return { kind: 'choices', name, sites: behind.length, values: safe.shown, other: safe.other + other };
}
