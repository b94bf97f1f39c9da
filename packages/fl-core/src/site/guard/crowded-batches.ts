/** Training as a study and a strategy ask for it, with ten rows or more behind every gradient (SPEC.md, Q14). */
import { MIN_CELL } from '../../privacy/index.ts';
import type { FitOptions } from '../../training/index.ts';

/** Whose rows are trained on. */
export interface Crowd {
  readonly rows: number;
  /** The most rows that one person has. */
  readonly mostRecords: number;
  /** Rows without and with the outcome. */
  readonly outcomes: readonly [number, number];
}

/** A pull that takes so large a part of the way back at each step leaves of an update the last few batches alone. */
const STRONG_PULL = 0.1;
/** So many times another outcome's weight a row may have whatever the study says. */
const HEAVY = 10;

/** @param mu the strategy's pull back to the round's model */
export function crowdedBatches(options: FitOptions, crowd: Crowd, mu: number): FitOptions {
  const { duration, learningRate, l2 } = options;
  const isOneStep = 'steps' in duration && duration.steps === 1;
  const isPulled = options.optimizer !== 'adam' && learningRate * (mu + l2) > STRONG_PULL;
  // Of so many rows, ten people's are for sure.
  const least = isOneStep || isPulled ? (MIN_CELL - 1) * crowd.mostRecords + 1 : MIN_CELL;
  const batchSize = evenly(crowd.rows, Math.max(options.batchSize, least), least);
  return { ...options, batchSize, classWeights: heldTogether(options.classWeights, crowd.outcomes) };
}

/** The next larger batch that leaves a last one of `least` rows or more, or none. */
function evenly(rows: number, batchSize: number, least: number): number {
  let size = Math.min(batchSize, Math.max(1, rows));
  while (rows % size !== 0 && rows % size < least) size++;
  return size === Math.min(batchSize, rows) ? batchSize : size;
}

/** Weights that all but leave one outcome's rows out would make a gradient of the other's few: they are drawn together. */
function heldTogether(
  [without, having]: FitOptions['classWeights'],
  [rowsWithout, rowsHaving]: Crowd['outcomes'],
): FitOptions['classWeights'] {
  const most = (heavier: number, lighter: number): number =>
    heavier < MIN_CELL ? HEAVY : Math.max(HEAVY, (2 * lighter) / heavier);
  return [
    Math.max(without, having / most(rowsHaving, rowsWithout)),
    Math.max(having, without / most(rowsWithout, rowsHaving)),
  ];
}
