/** What the REST API needs of the parts that live with the sockets: handed in by `app.ts`. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { StartRun } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';

/** Starts and stops runs. Expected problems (no such study, a run under way, too few sites) are values. */
export interface RunControl {
  start(request: StartRun): Promise<Result<{ id: string }>>;
  stop(id: string): Promise<Result<void>>;
  /**
   * Keeps a study, never while a run of it is under way. Hospitals that are connected read their files for what
   * it was before: they are told, and disconnected. Problems: `RUN_ACTIVE`, `STUDY_IN_USE`.
   */
  saveStudy(study: Study): Promise<Result<'added' | 'changed' | 'unchanged'>>;
}

/** How a site stands at this moment. */
export interface SitePresence {
  readonly connected: boolean;
  /** It has data and its staff have agreed to the plan. */
  readonly ready: boolean;
  /** "waiting", "sending statistics", "training round 3", "offline". */
  readonly activity: string;
}

export interface Presence {
  get(siteId: string): SitePresence;
}
