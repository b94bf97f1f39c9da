/**
 * From the true hours to what the file holds: the sensors' view, with gaps and glitches.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import { COLUMNS, type Column, type Reading } from './columns.ts';
import { GLITCH_SHARE, glitch } from './glitches.ts';
import { gapsOf } from './missing.ts';
import type { Hour } from './simulate.ts';

/** One row of a file and the truth behind it. */
export interface Observation {
  readonly hour: Hour;
  /** What is written: a value, or null for an empty cell. */
  readonly cells: Readonly<Record<Column, number | null>>;
}

/** What the sensors say of the truth, before gaps and glitches; `index` counts the hours of the batch. */
export type Sensors = (truth: Reading, index: number) => Reading;

const faithful: Sensors = (truth) => truth;

/** Hours as they are recorded, with `missingShare` (0–1) of the cells empty. */
export function observe(
  hours: readonly Hour[],
  missingShare: number,
  rng: Rng,
  sensors: Sensors = faithful,
): Observation[] {
  const nextGaps = gapsOf(missingShare, rng);
  const glitchChance = GLITCH_SHARE / (1 - missingShare);
  return hours.map((hour, index) => {
    const reading = sensors(hour.truth, index);
    const missing = nextGaps();
    const cells: Record<Column, number | null> = { ...reading };
    for (const { name } of COLUMNS) {
      if (missing.has(name)) cells[name] = null;
      else if (rng.next() < glitchChance) cells[name] = glitch(name, rng);
    }
    return { hour, cells };
  });
}
