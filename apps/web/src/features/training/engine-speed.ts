/** How fast an engine is, and why it was chosen, in words for hospital staff. */
import { epochsPerMinute } from '../../lib/engine-words.ts';
import { formatCount } from '../../lib/format.ts';
import type { SiteSnapshot } from '../../worker/api/api.ts';

type Engines = NonNullable<SiteSnapshot['engines']>;

/** Passes over the training rows in a minute; null when it was not measured. */
export const speedOf = (
  stepsPerSecond: number | null,
  trainRows: number,
  batchSize: number,
): number | null => (stepsPerSecond === null ? null : epochsPerMinute(stepsPerSecond, trainRows, batchSize));

/** "480 epochs a minute"; a slow one keeps a digit that tells. */
export function speedWords(epochs: number): string {
  const figure = epochs >= 10 ? formatCount(Math.round(epochs)) : epochs.toPrecision(2);
  return `${figure} epochs a minute`;
}

const REASONS: Readonly<Record<Engines['why'], string>> = {
  fastest: 'The fastest of those measured on this computer when you joined.',
  first: 'There was no time to measure the engines, so the first that starts is used.',
  person: 'You chose it in this browser.',
  study: 'The study asks for it.',
  fallback: 'The engine that was to be used does not work here now.',
};

export const engineReason = ({ why }: Pick<Engines, 'why'>): string => REASONS[why];
