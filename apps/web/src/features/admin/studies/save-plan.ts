/** Which version a study would be saved as, and why. */
import type { StudyVersionView } from '@fedhealth/fl-core/protocol';

export interface SavePlan {
  /** The version that the page saves. */
  readonly version: number;
  /** The next free version, when saving changes one that exists; null when saving makes a new one anyway. */
  readonly next: number | null;
  /** Why a new version is made; null when there is nothing to say. */
  readonly why: string | null;
}

/** `versions` newest first, empty for a new study; `shown` is the version on the page. */
export function savePlan(versions: readonly StudyVersionView[], shown: number): SavePlan {
  const [newest] = versions;
  if (!newest) return { version: shown, next: null, why: null };
  const next = newest.version + 1;
  if (shown < newest.version) {
    const why = `This is version ${shown}; version ${newest.version} is the newest. What you save becomes version ${next}.`;
    return { version: next, next: null, why };
  }
  if (newest.locked === null) return { version: shown, next, why: null };
  const because =
    newest.locked === 'run'
      ? 'has been used by a run and cannot change'
      : 'is the one that the coordinator was started with and does not change';
  return {
    version: next,
    next: null,
    why: `Version ${shown} ${because}. What you save becomes version ${next}.`,
  };
}
