/**
 * The documented probability that an hour is labelled a risk: one function of the seven true
 * values, the same in every hospital.
 *
 * Every term is a product of soft thresholds, so each holds only in a corner of the feature
 * space. A single value seldom says much: a fast heart is harmless on a walk and alarming at
 * rest; a walk is good in clean air and bad in dirty air; both a slow and a fast heart count.
 */
import type { Reading } from './columns.ts';

/** 0 well below `threshold`, 1 well above it; it climbs from 0.12 to 0.88 within two `width`s either side. */
function above(value: number, threshold: number, width: number): number {
  return 1 / (1 + Math.exp((threshold - value) / width));
}

function below(value: number, threshold: number, width: number): number {
  return above(-value, -threshold, width);
}

/** Log-odds with every corner empty. */
const BASE = -3.3;

/** What each corner of the feature space adds to the log-odds. */
export const RISK_TERMS: readonly {
  readonly name: string;
  readonly logOdds: number;
  readonly extent: (reading: Reading) => number;
}[] = [
  {
    name: 'low saturation in dirty air',
    logOdds: 4.6,
    extent: (r) => below(r.spo2, 94, 0.5) * above(r.pm25, 30, 4),
  },
  {
    name: 'fast heart at rest',
    logOdds: 4.6,
    extent: (r) => above(r.heart_rate, 90, 2.5) * below(r.steps, 150, 40),
  },
  {
    name: 'slow heart',
    logOdds: 4,
    extent: (r) => below(r.heart_rate, 54, 2),
  },
  {
    name: 'heat that sweat cannot cool',
    logOdds: 4.4,
    extent: (r) => above(r.temp, 27, 1) * above(r.humidity, 62, 3),
  },
  {
    name: 'effort in dirty air',
    logOdds: 4.4,
    extent: (r) => above(r.steps, 300, 50) * above(r.pm25, 36, 4),
  },
  {
    name: 'effort in the cold',
    logOdds: 4,
    extent: (r) => above(r.steps, 300, 50) * below(r.temp, 1, 1.2),
  },
  {
    name: 'stuffy dry room',
    logOdds: 4,
    extent: (r) => above(r.co2, 950, 50) * below(r.humidity, 50, 3),
  },
];

/** The probability of a risk, 0–1. */
export function riskProbability(reading: Reading): number {
  let logOdds = BASE;
  for (const term of RISK_TERMS) logOdds += term.logOdds * term.extent(reading);
  return 1 / (1 + Math.exp(-Math.min(logOdds, 2.6)));
}
