import { bulyan } from './bulyan.ts';
import type { StrategyDefinition } from './definition.ts';
import { ditto } from './ditto.ts';
import { fedAdagrad } from './fed-adagrad.ts';
import { fedAdam } from './fed-adam.ts';
import { fedAvg } from './fed-avg.ts';
import { fedAvgM } from './fed-avg-m.ts';
import { fedMedian } from './fed-median.ts';
import { fedProx } from './fed-prox.ts';
import { fedYogi } from './fed-yogi.ts';
import { krum } from './krum.ts';
import { multiKrum } from './multi-krum.ts';
import { scaffold } from './scaffold.ts';
import { trimmedMean } from './trimmed-mean.ts';

/** Every algorithm; a new one is added here and nowhere else. */
export const DEFINITIONS: readonly StrategyDefinition[] = [
  fedAvg,
  fedAvgM,
  fedProx,
  fedAdam,
  fedYogi,
  fedAdagrad,
  scaffold,
  fedMedian,
  trimmedMean,
  krum,
  multiKrum,
  bulyan,
  ditto,
];
