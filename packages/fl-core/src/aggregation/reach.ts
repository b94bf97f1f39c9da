/** How far an update may go: beside the others' of its round, and beside what training can do at all. */

/** An update's length, and what it was trained with. */
export interface Stride {
  /** ‖weights − global‖₂. */
  readonly norm: number;
  /** Optimizer steps, as `stepsOfWay` counts them: a hospital with a thousand times the rows goes further in a pass over them. */
  readonly steps: number;
  /** SCAFFOLD: the length of the change of its control variate. */
  readonly control?: number;
}

/** What the round's updates, or those of rounds before, are like; null when nothing is known of either. */
export type Usual = Stride | null;

/** With fewer updates than this a round cannot say which of them is the odd one. */
const FEWEST = 3;

/**
 * The median length and steps: of the round's updates where they are three or more, which fewer than half of them
 * cannot move far; else of `past`, those that were used in rounds before.
 */
export function usualStride(round: readonly Stride[], past: readonly Stride[]): Usual {
  const known = round.length >= FEWEST ? round : past;
  if (known.length === 0) return null;
  return { norm: median(known.map(({ norm }) => norm)), steps: median(known.map(({ steps }) => steps)) };
}

/** A root mean square change of a weight that no training makes in a round: beyond it scores overflow. */
const ABSURD = 1000;

/** The length that nobody may go beyond, whatever the others do, for a model of so many weights. */
export const absurdLength = (weights: number): number => ABSURD * Math.sqrt(weights);

/** Up to so many times the steps an update may be longer in proportion. */
export const PROPORTIONAL = 10;

/** What momentum keeps of the last step, as every engine has it. */
const MOMENTUM = 0.9;

/**
 * The steps of training from rest that go as far as so many of this optimizer: momentum gathers speed, up to ten
 * times a step's own, Σ (1 − βᵏ) / (1 − β).
 */
export function stepsOfWay(steps: number, optimizer: string): number {
  if (optimizer !== 'momentum') return steps;
  const lag = (MOMENTUM * (1 - MOMENTUM ** steps)) / (1 - MOMENTUM);
  return (steps - lag) / (1 - MOMENTUM);
}

/** How much further than the usual an update of so many steps may go: training of many more steps settles. */
export function growthFor(steps: number, usualSteps: number): number {
  const more = Math.max(1, steps / Math.max(1, usualSteps));
  return more <= PROPORTIONAL ? more : Math.sqrt(PROPORTIONAL * more);
}

/**
 * The longest that an update of so many steps may be: `times` the usual length, and more in proportion for more
 * steps than usual, up to ten times as many; beyond that by the square root. Infinite where nothing is known, or
 * where the usual is not to move at all.
 */
export function reachOf(usual: Usual, steps: number, times: number | null): number {
  if (usual === null || times === null || usual.norm === 0) return Number.POSITIVE_INFINITY;
  return times * usual.norm * growthFor(steps, usual.steps);
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >>> 1;
  const high = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? 0) + high) / 2;
}

/** A root mean square of a control variate's change, a gradient, that leaves no numbers to train with. */
const ABSURD_CONTROL = 1e6;

/**
 * Whether a SCAFFOLD update's control variate changed beyond reach: by `times` the usual both as a gradient and as
 * the way that its steps went, for either alone honest hospitals of other sizes do.
 */
export function controlOutOfReach(
  { control, steps }: Stride,
  round: readonly Stride[],
  times: number | null,
  weights: number,
): boolean {
  if (control === undefined) return false;
  if (control > ABSURD_CONTROL * Math.sqrt(weights)) return true;
  const told = round.flatMap((one) => (one.control === undefined ? [] : [{ ...one, control: one.control }]));
  if (times === null || told.length < FEWEST) return false;
  const gradient = { norm: median(told.map((one) => one.control)), steps: 1 };
  const way = {
    norm: median(told.map((one) => one.control * one.steps)),
    steps: median(told.map((one) => one.steps)),
  };
  return control > reachOf(gradient, 1, times) && control * steps > reachOf(way, steps, times);
}
