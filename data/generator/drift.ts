/**
 * Four batches for trying drift detection: node A in June 2026, the year after its file. All four
 * share one weather, so each differs from the first in exactly one thing.
 */
import type { Column } from './columns.ts';
import { HOSPITAL_A, type Hospital } from './hospital.ts';
import { type Observation, observe, type Sensors } from './observe.ts';
import { simulateYear, stream } from './simulate.ts';

export const DRIFT_YEAR = 2026;
export const DRIFT_MONTH = 6;

export interface DriftBatch {
  readonly name: string;
  readonly rows: readonly Observation[];
  /** The columns that differ from June of the year before by more than chance. */
  readonly shifted: readonly Column[];
}

/** After a ward for lung disease has moved in and the geriatric ward has left. */
const CHANGED: Hospital = {
  ...HOSPITAL_A,
  patients: { stable: 12, cardiac: 2, respiratory: 56, frail: 2 },
  mobility: 1.6,
};

/** The pulse oximeter reads this many percentage points too low. */
const SPO2_BIAS = -3;

/** The dust sensor freezes after ten days at the value it then shows. */
const FREEZES_AFTER_HOURS = 240;

const biased: Sensors = (truth) => ({ ...truth, spo2: Math.max(70, truth.spo2 + SPO2_BIAS) });

function frozenDust(): Sensors {
  let held = 0;
  return (truth, index) => {
    if (index <= FREEZES_AFTER_HOURS) held = truth.pm25;
    return { ...truth, pm25: held };
  };
}

function batch(hospital: Hospital, panel: string, sensors?: Sensors): Observation[] {
  const month = simulateYear(hospital, DRIFT_YEAR, panel).filter(
    ({ instant }) => instant.month === DRIFT_MONTH,
  );
  return observe(month, hospital.missingShare, stream(hospital.id, 'drift', 'sensors'), sensors);
}

/** All drift batches, 720 rows each. */
export function driftBatches(): DriftBatch[] {
  return [
    { name: 'drift/seasonal_batch.csv', rows: batch(HOSPITAL_A, 'training'), shifted: [] },
    { name: 'drift/biased_sensor.csv', rows: batch(HOSPITAL_A, 'training', biased), shifted: ['spo2'] },
    { name: 'drift/stuck_sensor.csv', rows: batch(HOSPITAL_A, 'training', frozenDust()), shifted: ['pm25'] },
    {
      name: 'drift/changed_population.csv',
      rows: batch(CHANGED, 'newcomers'),
      shifted: ['heart_rate', 'spo2', 'steps'],
    },
  ];
}
