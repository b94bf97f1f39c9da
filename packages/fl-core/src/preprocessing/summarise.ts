import { fail, ok, type Result } from '../lib/result.ts';
import {
  booleanReader,
  categoryReader,
  countValues,
  listedCategories,
  MAX_CATEGORIES,
  numericReader,
  studyColumns,
} from '../quality/index.ts';
import type { Feature, Study } from '../study/schema.ts';
import type { Column } from '../table/index.ts';
import { areEdges, countBetween, edgesFor } from './histogram.ts';
import { momentsOf, NO_MOMENTS } from './moments.ts';
import { mostFrequentFirst } from './most-frequent.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import { at } from './record.ts';
import type { HistogramEdges, HistogramSummary, Moments, MomentsSummary } from './types.ts';

/**
 * A site's first answer, from its training rows only: moments of each numeric feature, counts of each
 * categorical and boolean one (`"0"`, `"1"`). Values outside the plausible range are left out. Without
 * listed categories the values' texts travel, the 200 most frequent of them.
 */
export function summariseMoments({ table, study, train, labels }: PreparedDataset): MomentsSummary {
  const columns = studyColumns(table, study);
  const numeric: [string, Moments][] = [];
  const categorical: [string, Record<string, number>][] = [];
  study.features.forEach((feature, index) => {
    const column = columns.features[index];
    if (feature.kind === 'numeric')
      numeric.push([feature.name, momentsOf(train, numericReader(column, feature.range))]);
    else categorical.push([feature.name, Object.fromEntries(countChoices(feature, column, train))]);
  });
  return {
    rows: train.length,
    positives: train.reduce((sum, row) => sum + (labels[row] ?? 0), 0),
    // fromEntries makes own properties of any name, `__proto__` too.
    numeric: Object.fromEntries(numeric),
    categorical: Object.fromEntries(categorical),
  };
}

function countChoices(feature: Feature, column: Column | undefined, rows: Uint32Array): [string, number][] {
  const listed = listedCategories(feature);
  if (feature.kind === 'categorical' && !listed) {
    return mostFrequentFirst([...countValues(column, rows)]).slice(0, MAX_CATEGORIES);
  }
  const names = feature.kind === 'boolean' ? ['0', '1'] : (listed ?? []);
  const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, names);
  const counts = new Float64Array(names.length);
  for (const row of rows) {
    const index = read(row);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return names.map((name, index) => [name, counts[index] ?? 0]);
}

/** Coordinator: where every site is to bin, from the merged moments (`mergeMoments`). */
export function histogramEdges(merged: MomentsSummary, study: Study): HistogramEdges {
  return Object.fromEntries(
    study.features
      .filter(({ kind }) => kind === 'numeric')
      .map(({ name, range }) => [name, edgesFor(at(merged.numeric, name) ?? NO_MOMENTS, range)]),
  );
}

/**
 * A site's second answer, from its training rows only. Problem: `EDGES_UNFIT`, when the edges leave out a
 * numeric feature or do not ascend.
 */
export function summariseHistograms(
  { table, study, train }: PreparedDataset,
  edges: HistogramEdges,
): Result<HistogramSummary> {
  const columns = studyColumns(table, study);
  const numeric: [string, number[]][] = [];
  for (const [index, feature] of study.features.entries()) {
    if (feature.kind !== 'numeric') continue;
    const own = at(edges, feature.name);
    if (!own || !areEdges(own)) {
      const message = `The coordinator asked for histograms of “${feature.name}” between edges that cannot be used.`;
      return fail({ code: 'EDGES_UNFIT', message });
    }
    numeric.push([
      feature.name,
      countBetween(own, train, numericReader(columns.features[index], feature.range)),
    ]);
  }
  return ok({ numeric: Object.fromEntries(numeric) });
}
