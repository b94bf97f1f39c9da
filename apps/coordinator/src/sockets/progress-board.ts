/** How far sites are with their training: taken from them, kept with their presence, told to dashboards in bundles. */
import type { AdminProgress, Progress } from '@fedhealth/fl-core/protocol';
import type { LivePresence } from './presence.ts';

/** Between two bundles, in milliseconds. */
const GAP_MS = 500;

export interface ProgressBoard {
  /** A site says how far it is. What does not belong to what it was asked for is ignored. */
  tell(site: { readonly id: string }, progress: Progress): void;
  close(): void;
}

type Presence = Pick<LivePresence, 'get' | 'setPercent'>;

/** `publish` is called at most twice a second, with the sites that moved since the last time. */
export function createProgressBoard(
  presence: Presence,
  publish: (progress: AdminProgress) => void,
): ProgressBoard {
  let moved = new Map<string, Progress>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    // Who has finished meanwhile does not train any more.
    const sites = [...moved]
      .filter(([siteId]) => presence.get(siteId).percent !== null)
      .map(([siteId, progress]) => ({ siteId, ...progress }));
    moved = new Map();
    if (sites.length > 0) publish({ sites });
  };

  return {
    tell({ id }, progress) {
      const { round, percent } = progress;
      if (presence.get(id).activity !== `training round ${round}`) return;
      presence.setPercent(id, percent);
      moved.set(id, progress);
      timer ??= setTimeout(flush, GAP_MS);
    },
    close: () => clearTimeout(timer),
  };
}
