/**
 * What the generator knows about a file and a reader of it cannot: above all the best AUC that any
 * model can reach on it, from the true probabilities.
 */
import { auc } from './auc.ts';
import { COLUMNS, type Column, type Reading } from './columns.ts';
import type { Observation } from './observe.ts';
import { riskProbability } from './risk.ts';

export interface Summary {
  readonly rows: number;
  /** Share of rows with risk 1. */
  readonly baseRate: number;
  /** Share of the feature cells that are empty. */
  readonly missingShare: number;
  /** Share of the feature cells whose value is outside the plausible range. */
  readonly glitchShare: number;
  /** AUC of the true probability on the true values: no model can do better, but by luck. */
  readonly bestAuc: number;
  /** AUC of the same function reading the file, gaps and glitches set to the median: a mark, not a bound. */
  readonly bestAucAsSeen: number;
}

const round = (value: number): number => Number(value.toFixed(4));

function plausible(value: number | null, [low, high]: readonly [number, number]): value is number {
  return value !== null && value >= low && value <= high;
}

function medians(rows: readonly Observation[]): Reading {
  const result = { heart_rate: 0, spo2: 0, steps: 0, pm25: 0, co2: 0, temp: 0, humidity: 0 };
  for (const { name, range } of COLUMNS) {
    const values = rows.map(({ cells }) => cells[name]).filter((value) => plausible(value, range));
    values.sort((a, b) => a - b);
    result[name] = values[values.length >> 1] ?? 0;
  }
  return result;
}

export function summarize(rows: readonly Observation[]): Summary {
  const cells = rows.length * COLUMNS.length;
  const fallback = medians(rows);
  let missing = 0;
  let glitches = 0;
  const scoresAsSeen = rows.map((row) => {
    const reading: Record<Column, number> = { ...fallback };
    for (const { name, range } of COLUMNS) {
      const value = row.cells[name];
      if (plausible(value, range)) reading[name] = value;
      else if (value === null) missing += 1;
      else glitches += 1;
    }
    return riskProbability(reading);
  });
  const labels = rows.map(({ hour }) => hour.risk);
  const truths = rows.map(({ hour }) => hour.probability);
  return {
    rows: rows.length,
    baseRate: round(labels.filter((label) => label === 1).length / rows.length),
    missingShare: round(missing / cells),
    glitchShare: round(glitches / cells),
    bestAuc: round(auc(truths, labels)),
    bestAucAsSeen: round(auc(scoresAsSeen, labels)),
  };
}
