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

/** Log-odds with every corner empty: a probability of 2.4 %. */
const BASE = -3.7;

/** Log-odds never rise above this, however many corners meet: a probability of 86 %. */
const CEILING = 1.8;

/** What each corner of the feature space adds to the log-odds. */
const TERMS: readonly {
  readonly name: string;
  readonly logOdds: number;
  readonly extent: (reading: Reading) => number;
}[] = [
  {
    name: 'low saturation in dirty air',
    logOdds: 6,
    extent: (r) => below(r.spo2, 94.2, 0.4) * above(r.pm25, 28, 3),
  },
  {
    name: 'fast heart at rest',
    logOdds: 6,
    extent: (r) => above(r.heart_rate, 95, 2) * below(r.steps, 200, 50),
  },
  {
    name: 'slow heart',
    logOdds: 5.5,
    extent: (r) => below(r.heart_rate, 54, 1.5),
  },
  {
    name: 'heat that sweat cannot cool',
    logOdds: 5.5,
    extent: (r) => above(r.temp, 25, 0.8) * above(r.humidity, 56, 1.5),
  },
  {
    name: 'effort in dirty air',
    logOdds: 5.5,
    extent: (r) => above(r.steps, 350, 60) * above(r.pm25, 34, 3),
  },
  {
    name: 'effort in the cold',
    logOdds: 5.5,
    extent: (r) => above(r.steps, 300, 60) * below(r.temp, 2, 1),
  },
  {
    name: 'stuffy dry room',
    logOdds: 5.5,
    extent: (r) => above(r.co2, 950, 40) * below(r.humidity, 50, 2.5),
  },
];

/** The probability of a risk, 0–1. */
export function riskProbability(reading: Reading): number {
  let logOdds = BASE;
  for (const term of TERMS) logOdds += term.logOdds * term.extent(reading);
  return 1 / (1 + Math.exp(-Math.min(logOdds, CEILING)));
}
