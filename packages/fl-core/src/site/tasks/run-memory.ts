/**
 * What a site remembers of a run from round to round: SCAFFOLD's control variate, and what rounding left untold. It is
 * kept outside the process too, so that a page that is reloaded goes on where it was. Numbers of the model's shape,
 * never rows.
 */
import { createErrorFeedback, type ErrorFeedback, type KeptResidual } from '../../weights/index.ts';
import { type ControlVariates, createControlVariates, type KeptVariate } from './control-variates.ts';

/** Of one run, the newest that the site was in. */
export interface RunNotes {
  readonly run: string;
  readonly variate: KeptVariate | null;
  readonly residual: KeptResidual | null;
}

/** Where notes outlive the process. */
export interface RunNotesStore {
  load(): Promise<RunNotes | null>;
  save(notes: RunNotes): Promise<void>;
  clear(): Promise<void>;
}

export interface RunMemory {
  readonly variates: ControlVariates;
  readonly feedback: ErrorFeedback;
  /** Takes up what an earlier process kept of this run; later calls for the same run do nothing. */
  recall(run: string): Promise<void>;
  /** Before an update is sent, so that no update is forgotten that the coordinator counted. */
  keep(run: string): Promise<void>;
  /** The run is over, or a person left it. */
  drop(): Promise<void>;
}

/** Where keeping fails, the next process starts from zero, as without a store. */
export function createRunMemory(store: RunNotesStore | null): RunMemory {
  const variates = createControlVariates();
  const feedback = createErrorFeedback();
  const nothing = (): null => null;
  /** The run under way; what is told of an earlier one, as a late refusal, is not kept any more. */
  let recalled: string | null = null;

  return {
    variates,
    feedback,
    async recall(run) {
      if (store === null || recalled === run) return;
      recalled = run;
      const notes = await store.load().catch(nothing);
      if (notes?.run !== run) return;
      if (notes.variate !== null && variates.kept()?.run !== run) variates.recall(notes.variate);
      if (notes.residual !== null && feedback.kept()?.run !== run) feedback.recall(notes.residual);
    },
    async keep(run) {
      const ofRun = <T extends { readonly run: string }>(kept: T | null): T | null =>
        kept?.run === run ? kept : null;
      const [variate, residual] = [ofRun(variates.kept()), ofRun(feedback.kept())];
      if (store === null || recalled !== run || (variate === null && residual === null)) return;
      await store.save({ run, variate, residual }).catch(nothing);
    },
    async drop() {
      recalled = null;
      await store?.clear().catch(nothing);
    },
  };
}
