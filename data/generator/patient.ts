/**
 * The monitored patients of a hospital and the order in which they wear the device.
 *
 * A hospital has one wearable for this study. Its patients take turns of two to six hours, each
 * as often as the others, so every month of the file follows the same people.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import { type Instant, yearWave } from './calendar.ts';
import { type Condition, PHYSIOLOGY, type Physiology } from './conditions.ts';
import type { Hospital } from './hospital.ts';
import { clamp, endlessDeck } from './noise.ts';

export interface Patient {
  readonly physiology: Physiology;
  /** bpm. */
  readonly restingHeartRate: number;
  /** %. */
  readonly saturation: number;
  /** Steps in an active hour. */
  readonly activeSteps: number;
}

/** The patient who wears the device, and how strong a bad spell is (0: none, 1: usual). */
export interface Session {
  readonly patient: Patient;
  readonly spell: number;
}

/** One patient of the given condition. */
function admit(condition: Condition, mobility: number, rng: Rng): Patient {
  const physiology = PHYSIOLOGY[condition];
  return {
    physiology,
    restingHeartRate: clamp(rng.normal(...physiology.restingHeartRate), 46, 104),
    saturation: clamp(rng.normal(...physiology.saturation), 91, 98.6),
    activeSteps: mobility * Math.max(60, rng.normal(...physiology.activeSteps)),
  };
}

/** All monitored patients of a hospital. */
export function admitPatients(hospital: Hospital, rng: Rng): Patient[] {
  const conditions: readonly Condition[] = ['stable', 'cardiac', 'respiratory', 'frail'];
  return conditions.flatMap((condition) =>
    Array.from({ length: hospital.patients[condition] }, () => admit(condition, hospital.mobility, rng)),
  );
}

/** Who wears the device in consecutive hours, one call an hour. */
export function rota(patients: readonly Patient[], rng: Rng): (instant: Instant) => Session {
  const nextPatient = endlessDeck(patients, rng);
  let hoursLeft = 0;
  let session: Session | undefined;
  return ({ day }) => {
    if (session === undefined || hoursLeft === 0) {
      const patient = nextPatient();
      const [summer, winter] = patient.physiology.spellChance;
      const chance = summer + (winter - summer) * (0.5 + 0.5 * yearWave(day, 15));
      const spell = rng.next() < chance ? clamp(rng.normal(1, 0.3), 0.4, 1.8) : 0;
      session = { patient, spell };
      hoursLeft = 2 + rng.int(5);
    }
    hoursLeft -= 1;
    return session;
  };
}
