import type { RoundView } from '@fedhealth/fl-core/protocol';
import { formatShare } from '../../../../lib/format.ts';

type Shares = Pick<RoundView['sites'][number], 'share' | 'claimedShare'>;

/** What a hospital's update was worth in its round's model, and what it claimed where that was held to less. */
export function shareWords({ share, claimedShare = 0 }: Shares): string {
  if (share === undefined) return '—';
  const held = share < claimedShare * (1 - 1e-9);
  return held ? `${formatShare(share)} (${formatShare(claimedShare)})` : formatShare(share);
}
