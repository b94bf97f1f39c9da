/** Where the time of a round went. */
import type { RoundView } from '@fedhealth/fl-core/protocol';

export interface TimingPart {
  readonly key: 'fit' | 'aggregate' | 'evaluate' | 'other';
  readonly words: string;
  readonly seconds: number;
}

const PARTS = [
  ['fit', 'training'],
  ['aggregate', 'combining'],
  ['evaluate', 'evaluating'],
] as const;

/** Less than this share of a round is rounding, not a part. */
const NOTEWORTHY = 0.01;

/** The known parts in order, and what is left of `seconds` when it is worth a mention. */
export function timingParts({ seconds, timing }: Pick<RoundView, 'seconds' | 'timing'>): TimingPart[] {
  const parts: TimingPart[] = [];
  for (const [key, words] of PARTS) {
    const spent = timing[key];
    if (spent !== null && spent > 0) parts.push({ key, words, seconds: spent });
  }
  if (seconds === null) return parts;
  const rest = seconds - parts.reduce((sum, part) => sum + part.seconds, 0);
  if (rest > seconds * NOTEWORTHY) parts.push({ key: 'other', words: 'other', seconds: rest });
  return parts;
}
