/**
 * What a patient's condition does to the wearable's readings.
 */
export type Condition = 'stable' | 'cardiac' | 'respiratory' | 'frail';

export interface Physiology {
  /** Heart rate sitting still in the afternoon, bpm: mean and spread between patients. */
  readonly restingHeartRate: readonly [number, number];
  /** Oxygen saturation on a good day, %: mean and spread between patients. */
  readonly saturation: readonly [number, number];
  /** Steps in an active hour: mean and spread between patients. */
  readonly activeSteps: readonly [number, number];
  /** Saturation lost in very dirty air (pm25 at e times 20 µg/m³), % points. */
  readonly dustSensitivity: number;
  /** Saturation lost at the deepest of the night, % points. */
  readonly nightDip: number;
  /** The chance that a monitoring session falls into a bad spell, in summer and in midwinter. */
  readonly spellChance: readonly [number, number];
  /** What a spell of usual strength adds to the heart rate (bpm) and takes from the saturation (%). */
  readonly spell: { readonly heartRate: number; readonly saturation: number };
}

export const PHYSIOLOGY: Readonly<Record<Condition, Physiology>> = {
  stable: {
    restingHeartRate: [70, 6],
    saturation: [97.4, 0.5],
    activeSteps: [1000, 260],
    dustSensitivity: 0.3,
    nightDip: 0.4,
    spellChance: [0.04, 0.08],
    spell: { heartRate: 20, saturation: 1.5 },
  },
  cardiac: {
    restingHeartRate: [70, 11],
    saturation: [96.2, 0.7],
    activeSteps: [620, 180],
    dustSensitivity: 0.5,
    nightDip: 0.6,
    spellChance: [0.16, 0.2],
    spell: { heartRate: 30, saturation: 1.5 },
  },
  respiratory: {
    restingHeartRate: [78, 7],
    saturation: [94.8, 0.9],
    activeSteps: [560, 170],
    dustSensitivity: 1.4,
    nightDip: 1.2,
    spellChance: [0.14, 0.26],
    spell: { heartRate: 16, saturation: 3 },
  },
  frail: {
    restingHeartRate: [64, 9],
    saturation: [95.3, 0.7],
    activeSteps: [330, 110],
    dustSensitivity: 0.7,
    nightDip: 0.8,
    spellChance: [0.12, 0.18],
    spell: { heartRate: 22, saturation: 2 },
  },
};
