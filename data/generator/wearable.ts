/**
 * Heart rate, oxygen saturation and steps of the patient who wears the device.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import type { Air } from './air.ts';
import { dayWave, hourBump, type Instant } from './calendar.ts';
import { clamp, slowNoise } from './noise.ts';
import type { Session } from './patient.ts';
import type { Weather } from './weather.ts';

export interface Wearable {
  /** bpm. */
  readonly heart_rate: number;
  /** %. */
  readonly spo2: number;
  /** Steps in the hour. */
  readonly steps: number;
}

/** How likely a person is up and about, 0–1: asleep at night, walks before noon and before dusk. */
function wakefulness(hour: number): number {
  return clamp(0.75 * hourBump(hour, 10.5, 2.6) + 0.7 * hourBump(hour, 17, 2.6), 0, 1);
}

/** Steps of one hour: mostly none at night, and a share of still hours by day. */
function stepsOf(
  { hour, weekend }: Instant,
  { patient, spell }: Session,
  weather: Weather,
  rng: Rng,
): number {
  const awake = wakefulness(hour);
  const walks = rng.next() < 0.06 + 0.8 * awake;
  const pace = Math.exp(rng.normal(0, 0.35));
  if (!walks) return rng.next() < 0.6 ? 0 : 40 * pace;
  const outdoors = weather.temp < -3 || weather.temp > 33 ? 0.7 : 1;
  const willing = Math.max(0.1, 1 - 0.65 * spell) * outdoors * (weekend ? 0.9 : 1);
  return patient.activeSteps * (0.25 + 0.75 * awake) * willing * pace;
}

/** The readings of consecutive hours, one call an hour. */
export function wearableOf(
  rng: Rng,
): (instant: Instant, session: Session, weather: Weather, air: Air) => Wearable {
  const heartDrift = slowNoise(rng, 3, 3.5);
  const oxygenDrift = slowNoise(rng, 3, 0.45);
  return (instant, session, weather, air) => {
    const { patient, spell } = session;
    const { physiology } = patient;
    const steps = Math.round(clamp(stepsOf(instant, session, weather, rng), 0, 4900));

    const heartRate =
      patient.restingHeartRate +
      4.5 * dayWave(instant.hour, 16) +
      // Effort counts relative to what this patient is used to.
      26 * Math.min(2, steps / (patient.activeSteps + 150)) +
      0.5 * Math.max(0, weather.temp - 25) +
      spell * physiology.spell.heartRate +
      heartDrift();

    const dust = Math.max(0, Math.log(air.pm25 / 20));
    const saturation =
      patient.saturation -
      physiology.dustSensitivity * dust -
      physiology.nightDip * hourBump(instant.hour, 3, 2.5) -
      0.6 * (steps / (patient.activeSteps + 150)) -
      spell * physiology.spell.saturation +
      oxygenDrift();

    return {
      heart_rate: clamp(heartRate, 36, 195),
      spo2: clamp(saturation, 75, 99.8),
      steps,
    };
  };
}
