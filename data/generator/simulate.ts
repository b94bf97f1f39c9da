/**
 * A hospital's true year: what perfect sensors would have read, and the risk drawn from it.
 */
import { createRng, type Rng, seedFrom } from '../../packages/fl-core/src/lib/rng.ts';
import { airOf } from './air.ts';
import { hoursOf, type Instant } from './calendar.ts';
import { type Reading, rounded } from './columns.ts';
import type { Hospital } from './hospital.ts';
import { admitPatients, rota } from './patient.ts';
import { riskProbability } from './risk.ts';
import { wearableOf } from './wearable.ts';
import { weatherOf } from './weather.ts';

export const SEED = 20250101;

export interface Hour {
  readonly instant: Instant;
  /** The true values at the precision of the files. */
  readonly truth: Reading;
  /** The true probability of a risk, from `truth`. */
  readonly probability: number;
  readonly risk: 0 | 1;
}

/** An independent random stream; changing one part of the data leaves the others as they are. */
export function stream(...parts: readonly (string | number)[]): Rng {
  return createRng(seedFrom(SEED, ...parts));
}

/**
 * All 8,760 hours of `year`. `panel` names the group of patients: the same hospital and panel are
 * the same people in every year, and all panels of a hospital live through the same weather.
 */
export function simulateYear(hospital: Hospital, year: number, panel: string): Hour[] {
  const patients = admitPatients(hospital, stream(hospital.id, panel, 'patients'));
  const nextWeather = weatherOf(hospital.climate, stream(hospital.id, year, 'weather'));
  const nextAir = airOf(hospital.air, stream(hospital.id, year, 'air quality'));
  const nextSession = rota(patients, stream(hospital.id, year, panel, 'rota'));
  const nextWearable = wearableOf(stream(hospital.id, year, panel, 'wearable'));
  const draw = stream(hospital.id, year, panel, 'risk');
  return hoursOf(year).map((instant) => {
    const weather = nextWeather(instant);
    const air = nextAir(instant, weather);
    const wearable = nextWearable(instant, nextSession(instant), weather, air);
    const truth = rounded({
      ...wearable,
      ...air,
      temp: weather.temp,
      humidity: weather.humidity,
    });
    const probability = riskProbability(truth);
    return { instant, truth, probability, risk: draw.next() < probability ? 1 : 0 };
  });
}
