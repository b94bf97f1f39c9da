/**
 * The coordinator's validation rows: all three hospitals, the year after the training files, other
 * patients. Every row is from another hour, so no timestamp occurs twice.
 */
import { HOURS_PER_YEAR } from './calendar.ts';
import { HOSPITALS } from './hospital.ts';
import { endlessDeck } from './noise.ts';
import { type Observation, observe } from './observe.ts';
import { simulateYear, stream } from './simulate.ts';

const YEAR = 2026;
const ROWS_PER_HOSPITAL = 1000;

/** 3,000 rows in order of time. */
export function validationRows(): Observation[] {
  const hours = Array.from({ length: HOURS_PER_YEAR }, (_, index) => index);
  const nextHour = endlessDeck(hours, stream('validation', 'hours'));
  const picked = HOSPITALS.flatMap((hospital) => {
    const year = simulateYear(hospital, YEAR, 'validation');
    const seen = observe(year, hospital.missingShare, stream(hospital.id, 'validation', 'sensors'));
    return Array.from({ length: ROWS_PER_HOSPITAL }, nextHour).flatMap((index) => seen[index] ?? []);
  });
  return picked.sort((a, b) => a.hour.instant.day - b.hour.instant.day);
}
