import type { Dataset } from '../lib/dataset.ts';
import { unwrap } from '../lib/result.ts';
import { booleanReader, categoryReader, MISSING, numericReader, UNLISTED } from '../quality/index.ts';
import { type Column, findColumn, type Table } from '../table/index.ts';
import { mergeStatistics } from './federated-statistics.ts';
import { fitPipeline } from './fit-pipeline.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import { histogramEdges, summariseHistograms, summariseMoments } from './summarise.ts';
import type { FeatureStep, Pipeline } from './types.ts';

/**
 * Rows with labels as a network takes them: row-major `rows.length × pipeline.inputs.length`. `rows` are
 * usable table row indices, such as `data.train` or `data.test`.
 */
export function transformRows(data: PreparedDataset, pipeline: Pipeline, rows: Uint32Array): Dataset {
  return {
    features: transformFeatures(data.table, pipeline, rows),
    labels: Float32Array.from(rows, (row) => data.labels[row] ?? 0),
    rows: rows.length,
    width: pipeline.inputs.length,
  };
}

/**
 * The same without labels: for predictions, which need no study. A column that the table does not have
 * counts as missing in every row. Every number is finite.
 */
export function transformFeatures(table: Table, pipeline: Pipeline, rows: Uint32Array): Float32Array {
  const width = pipeline.inputs.length;
  const features = new Float32Array(rows.length * width);
  let offset = 0;
  for (const step of pipeline.steps) {
    const column = findColumn(table, step.name);
    if (step.kind === 'numeric') writeNumbers(features, offset, width, rows, column, step);
    else if (step.kind === 'boolean') writeBooleans(features, offset, width, rows, column, step.impute);
    else writeCategories(features, offset, width, rows, column, step);
    offset += step.kind === 'categorical' ? step.categories.length : 1;
  }
  return features;
}

type StepOf<K extends FeatureStep['kind']> = Extract<FeatureStep, { kind: K }>;

function writeNumbers(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  { range, outliers, impute, centre, spread }: StepOf<'numeric'>,
): void {
  const read = numericReader(column, range);
  const low = outliers?.low ?? Number.NEGATIVE_INFINITY;
  const high = outliers?.high ?? Number.POSITIVE_INFINITY;
  const belowLow = outliers?.treat === 'missing' ? impute : low;
  const aboveHigh = outliers?.treat === 'missing' ? impute : high;
  let at = offset;
  for (const row of rows) {
    let value = read(row);
    if (Number.isNaN(value)) value = impute;
    else if (value < low) value = belowLow;
    else if (value > high) value = aboveHigh;
    features[at] = (value - centre) / spread;
    at += width;
  }
}

function writeBooleans(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  impute: 0 | 1,
): void {
  const read = booleanReader(column);
  let at = offset;
  for (const row of rows) {
    const value = read(row);
    features[at] = value >= 0 ? value : impute;
    at += width;
  }
}

function writeCategories(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  { categories, impute }: StepOf<'categorical'>,
): void {
  const read = categoryReader(column, categories);
  const filler = categories.indexOf(impute);
  let at = offset;
  for (const row of rows) {
    const value = read(row);
    const index = value === MISSING ? filler : value;
    if (index !== UNLISTED) features[at + index] = 1;
    at += width;
  }
}

/** The pipeline fitted on this file's own training rows only: the local baseline's. */
export function localPipeline(data: PreparedDataset): Pipeline {
  const moments = summariseMoments(data);
  const edges = histogramEdges(moments, data.study);
  // One's own summaries fit by construction; anything else is a fault in this program.
  const histograms = unwrap(summariseHistograms(data, edges));
  return fitPipeline(unwrap(mergeStatistics([moments], [histograms], edges, data.study)), data.study);
}
