/** This hospital's columns beside the federation's: worked out here, shown here, sent nowhere. */
import { countBetween, momentsOf, type PreparedDataset, quantileOf } from '../../preprocessing/index.ts';
import type { FederationFeature, FederationSummary } from '../../privacy/index.ts';
import {
  booleanReader,
  categoryReader,
  countValues,
  numericReader,
  studyColumns,
} from '../../quality/index.ts';
import type { Feature } from '../../study/schema.ts';
import type { Column } from '../../table/index.ts';

interface Figures {
  readonly count: number;
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
}

export type BesideFeature =
  | {
      readonly kind: 'numeric';
      readonly name: string;
      readonly unit: string | null;
      readonly sites: number;
      /** Null when this hospital has no value. */
      readonly own: Figures | null;
      readonly all: Figures;
      /** From low to high; shares of each side's values. */
      readonly bars: readonly {
        readonly low: number;
        readonly high: number;
        readonly own: number;
        readonly all: number;
      }[];
    }
  | {
      readonly kind: 'choices';
      readonly name: string;
      readonly sites: number;
      readonly bars: readonly { readonly value: string | null; readonly own: number; readonly all: number }[];
    }
  | { readonly kind: 'withheld'; readonly name: string; readonly reason: string };

export interface BesideFederation {
  /** Hospitals that sent statistics. */
  readonly sites: number;
  readonly features: readonly BesideFeature[];
}

/** Bars at most: more are not told apart on a page. */
const MOST_BARS = 24;

/** Both sides over the training rows, with the bars of the federation's cells. */
export function besideFederation(file: PreparedDataset, summary: FederationSummary): BesideFederation {
  const { study, table, train } = file;
  const columns = studyColumns(table, study);
  return {
    sites: summary.sites,
    features: study.features.flatMap((feature, index): BesideFeature[] => {
      const all = summary.features.find(({ name }) => name === feature.name);
      if (!all) return [];
      if (all.kind === 'withheld') return [all];
      const column = columns.features[index];
      return [
        all.kind === 'numeric' ? numbers(feature, column, train, all) : choices(feature, column, train, all),
      ];
    }),
  };
}

type Of<K extends FederationFeature['kind']> = Extract<FederationFeature, { kind: K }>;

function numbers(
  feature: Feature,
  column: Column | undefined,
  rows: Uint32Array,
  all: Of<'numeric'>,
): BesideFeature {
  const read = numericReader(column, feature.range);
  const { count, mean, m2 } = momentsOf(rows, read);
  const counts = countBetween(all.edges, rows, read);
  const median = quantileOf({ edges: all.edges, counts }, 0.5);
  const total = all.cells.reduce((sum, cell) => sum + cell[2], 0);
  const bars = all.cells.map(([first, last, inAll]) => {
    const inOwn = counts.slice(first, last + 1).reduce((sum, one) => sum + one, 0);
    return {
      low: all.edges[first] ?? 0,
      high: all.edges[last + 1] ?? 0,
      own: count > 0 ? inOwn / count : 0,
      all: total > 0 ? inAll / total : 0,
    };
  });
  return {
    kind: 'numeric',
    name: feature.name,
    unit: feature.unit ?? null,
    sites: all.sites,
    own: median === null ? null : { count, mean, sd: Math.sqrt(m2 / count), median },
    all: { count: all.count, mean: all.mean, sd: all.sd, median: all.quantiles[2] },
    bars: fewer(bars),
  };
}

interface Bar {
  readonly low: number;
  readonly high: number;
  readonly own: number;
  readonly all: number;
}

/** Joins neighbours of about the same width until there are few enough bars. */
function fewer(bars: readonly Bar[]): Bar[] {
  const first = bars[0];
  const last = bars.at(-1);
  if (!first || !last) return [];
  const width = (last.high - first.low) / MOST_BARS;
  const joined: Bar[] = [];
  for (const bar of bars) {
    const before = joined.at(-1);
    if (before && bar.high - before.low <= width * 1.0001) {
      joined[joined.length - 1] = {
        low: before.low,
        high: bar.high,
        own: before.own + bar.own,
        all: before.all + bar.all,
      };
    } else joined.push(bar);
  }
  return joined;
}

function choices(
  feature: Feature,
  column: Column | undefined,
  rows: Uint32Array,
  all: Of<'choices'>,
): BesideFeature {
  const own = ownCounts(feature, column, rows, Object.keys(all.values));
  const ownTotal = own.total;
  const total = Object.values(all.values).reduce((sum, count) => sum + count, all.other);
  const share = (count: number, of: number): number => (of > 0 ? count / of : 0);
  const named = Object.entries(all.values).map(([value, count], index) => ({
    value,
    own: share(own.counts[index] ?? 0, ownTotal),
    all: share(count, total),
  }));
  const namedOwn = named.reduce((sum, bar) => sum + bar.own, 0);
  const rest = {
    value: null,
    own: ownTotal > 0 ? Math.max(0, 1 - namedOwn) : 0,
    all: share(all.other, total),
  };
  return {
    kind: 'choices',
    name: feature.name,
    sites: all.sites,
    bars: rest.all > 0 || rest.own > 1e-12 ? [...named, rest] : named,
  };
}

function ownCounts(
  feature: Feature,
  column: Column | undefined,
  rows: Uint32Array,
  values: readonly string[],
): { counts: number[]; total: number } {
  if (feature.kind === 'categorical' && !feature.categories) {
    const counted = countValues(column, rows);
    const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
    return { counts: values.map((value) => counted.get(value) ?? 0), total };
  }
  const known = feature.kind === 'boolean' ? ['0', '1'] : (feature.categories ?? []);
  const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, known);
  const counts = new Map<string, number>();
  let total = 0;
  for (const row of rows) {
    const value = known[read(row)];
    if (value === undefined) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    total++;
  }
  return { counts: values.map((value) => counts.get(value) ?? 0), total };
}
