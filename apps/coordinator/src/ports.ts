/** What the REST API needs of the parts that live with the sockets: handed in by `app.ts`. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { StartRun } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { ConfirmedRows } from './storage/records.ts';

/** Starts and stops runs. Expected problems (no such study, a run under way, too few sites) are values. */
export interface RunControl {
  start(request: StartRun): Promise<Result<{ id: string }>>;
  stop(id: string): Promise<Result<void>>;
  /** Holds a run where it is: answers that come in are kept, nothing more is asked. Survives a restart. */
  pause(id: string): Promise<Result<void>>;
  /** Goes on. A run that a full disk held up tries again at once; the problem says what is still in the way. */
  resume(id: string): Promise<Result<void>>;
  /** The run under way that the site is in, or will be in once it is ready. */
  runOf(siteId: string, studyId: string): { readonly id: string; readonly number: number } | null;
  /** A run that waits for the store to be writable again shows as paused, with the reason; null for any other. */
  heldUp(id: string): { readonly status: 'paused'; readonly message: string } | null;
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
  /** How far its training is, in percent; null when it does none, or tells nothing of it. */
  readonly percent: number | null;
}

export interface Presence {
  get(siteId: string): SitePresence;
  /** Its row counts were confirmed: runs under way weigh them so from now on. */
  confirmRows(siteId: string, rows: ConfirmedRows): void;
}
