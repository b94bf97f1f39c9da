import type { Dataset } from '../lib/dataset.ts';
import { unwrap } from '../lib/result.ts';
import { booleanReader, categoryReader, MISSING, numericReader, UNLISTED } from '../quality/index.ts';
import { type Column, findColumn, type Table } from '../table/index.ts';
import { mergeStatistics } from './federated-statistics.ts';
import { fitPipeline } from './fit-pipeline.ts';
import { inputsOf } from './inputs-of.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import { histogramEdges, summariseHistograms, summariseMoments } from './summarise.ts';
import { writeTimes } from './time-parts.ts';
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
    else if (step.kind === 'boolean') writeBooleans(features, offset, width, rows, column, step);
    else if (step.kind === 'categorical') writeCategories(features, offset, width, rows, column, step);
    else writeTimes(features, offset, width, rows, column, step.parts);
    offset += inputsOf(step).length;
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
  { range, outliers, impute, centre, spread, indicator }: StepOf<'numeric'>,
): void {
  const read = numericReader(column, range);
  const low = outliers?.low ?? Number.NEGATIVE_INFINITY;
  const high = outliers?.high ?? Number.POSITIVE_INFINITY;
  const drops = outliers?.treat === 'missing';
  let at = offset;
  for (const row of rows) {
    let value = read(row);
    const missing = Number.isNaN(value) || (drops && (value < low || value > high));
    if (missing) value = impute;
    else if (value < low) value = low;
    else if (value > high) value = high;
    features[at] = (value - centre) / spread;
    if (indicator && missing) features[at + 1] = 1;
    at += width;
  }
}

function writeBooleans(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  { impute, indicator }: StepOf<'boolean'>,
): void {
  const read = booleanReader(column);
  let at = offset;
  for (const row of rows) {
    const value = read(row);
    features[at] = value >= 0 ? value : impute;
    // What is neither yes nor no is filled like a missing value.
    if (indicator && value < 0) features[at + 1] = 1;
    at += width;
  }
}

function writeCategories(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  { categories, impute, indicator }: StepOf<'categorical'>,
): void {
  const read = categoryReader(column, categories);
  const filler = categories.indexOf(impute);
  let at = offset;
  for (const row of rows) {
    const value = read(row);
    const index = value === MISSING ? filler : value;
    if (index !== UNLISTED) features[at + index] = 1;
    if (indicator && value === MISSING) features[at + categories.length] = 1;
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
