import { transformFeatures } from '../preprocessing/index.ts';
import type { Table } from '../table/index.ts';
import type { Model } from './artifact.ts';
import { forward } from './forward.ts';

/**
 * The model's score of table rows, the probability of the label's positive value: `rows.length` numbers in
 * [0, 1]. Needs nothing but the model; a column that the table lacks counts as missing in every row.
 */
export function predict(model: Model, table: Table, rows: Uint32Array): Float32Array {
  const features = transformFeatures(table, model.pipeline, rows);
  return forward(model.network, model.weights, features, rows.length);
}
