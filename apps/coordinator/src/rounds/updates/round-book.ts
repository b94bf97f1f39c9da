/** The book of one round attempt: who was asked, what each sent, how long it took. */

import {
  type AggregateResult,
  type Sketch,
  type Sketched,
  type Stride,
  sketchStep,
  type UpdateShare,
} from '@fedhealth/fl-core/aggregation';
import { heldWeights } from '@fedhealth/fl-core/lib';
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import {
  fromEvaluation,
  heldEvaluations,
  mergeEvaluations,
  type ToldEvaluation,
} from '@fedhealth/fl-core/metrics';
import type { Evaluation, FitReport } from '@fedhealth/fl-core/protocol';
import type { RoundState, WorkStatus } from '@fedhealth/fl-core/round';
import { updateNorm } from '@fedhealth/fl-core/weights';
import type { OpenUpdate, RoundRecord, RoundSite } from '../../storage/records.ts';
import { startStopwatch } from '../run/stopwatch.ts';
import type { PendingUpdates, TooLong } from './pending-updates.ts';

/** An update as it came through the gate. */
export type Update = Omit<OpenUpdate, 'siteId'>;

/** What is remembered of an update once it has been added to the aggregation. */
interface Entry {
  readonly report: FitReport;
  readonly bytes: number;
  readonly sketch: Sketch;
  readonly stride: Stride;
  readonly confirmed: Confirmed;
}

/** Whether an administrator has confirmed an update's counts of rows. */
export interface Confirmed {
  readonly examples: boolean;
  readonly testRows: boolean;
}

/** The next global model, what each update was worth in it by site, and which were too long. */
export interface BookResult extends Omit<AggregateResult, 'shares'> {
  readonly seconds: number;
  readonly shares: ReadonlyMap<string, UpdateShare>;
  readonly tooLong: readonly TooLong[];
}

/** What a round adds up in; null before there is a model. */
export interface RoundSums {
  readonly global: Float32Array;
  readonly pending: PendingUpdates;
  /** Of rows that are not confirmed: see the study's `federation.gate`. */
  readonly maxShare: number;
  /** How far the steps of an update may take it: no more count than the study asks for on so many rows. */
  wayOf(report: FitReport): number;
  nameOf(site: string): string;
}

/**
 * Whether the book is that of the attempt the run is in. Between two attempts the
 * decision is made before the next book is opened: then nothing may be entered.
 */
export const isOpenFor = ({ round, attempt }: RoundBook, state: RoundState): boolean =>
  state.asked === 'fit' && round === state.round && attempt === state.attempt;

const OUTCOMES: Record<WorkStatus, RoundSite['outcome']> = {
  working: 'late',
  aside: 'late',
  done: 'done',
  measured: 'measured',
  refused: 'refused',
  failed: 'failed',
  lost: 'lost',
};

export interface RoundBook {
  readonly round: number;
  readonly attempt: number;
  /** Seconds since it was opened. */
  seconds(): number;
  /** Each site's step, in short. */
  sketches(): Sketched[];
  /** Adds the update up, now or at the end: few weights are kept, unless the strategy has to keep all. */
  add(site: string, update: Update, confirmed: Confirmed): void;
  /** A site measured the round's model and sent no update. */
  measured(site: string, evaluation: Evaluation, confirmed: Pick<Confirmed, 'testRows'>): void;
  /** Null before there is a model. */
  aggregate(): BookResult | null;
  /** How far the updates that were used went. */
  strides(): Stride[];
  /** The attempt as the store keeps it, with the incoming global model on all test rows of those who answered. */
  record(
    runId: string,
    status: RoundRecord['status'],
    work: RoundState['work'],
    resting?: readonly string[],
  ): Omit<RoundRecord, 'validation'>;
  /** One line a site. While the round is open, those at work say so. */
  sites(work: Readonly<Record<string, WorkStatus>>, open: boolean): RoundSite[];
}

export function createRoundBook(round: number, attempt: number, sums: RoundSums | null = null): RoundBook {
  const updates = new Map<string, Entry>();
  const measured = new Map<string, ToldEvaluation>();
  let result: BookResult | null = null;
  let spent = 0;
  /** Left out for its length, once that is judged. */
  const isOut = (site: string): boolean =>
    result?.tooLong.some((one) => one.site === site && one.was === 'left out') ?? false;
  const used = (): Entry[] => [...updates].flatMap(([site, entry]) => (isOut(site) ? [] : [entry]));
  const watch = startStopwatch();
  const sites: RoundBook['sites'] = (work, open) =>
    Object.entries(work).map(([siteId, status]) => {
      const update = updates.get(siteId);
      const evaluation = update?.report.evaluation ?? measured.get(siteId)?.evaluation;
      return {
        siteId,
        outcome: outcomeOf(status, open, isOut(siteId)),
        examples: update?.report.examples ?? null,
        loss: update?.report.loss ?? null,
        seconds: update?.report.seconds ?? null,
        bytes: update?.bytes ?? null,
        metrics: evaluation ? fromEvaluation(evaluation) : null,
        ...(update && { norm: update.stride.norm, steps: update.report.steps }),
        ...shareOf(result?.shares.get(siteId)),
      };
    });
  return {
    round,
    attempt,
    seconds: watch.seconds,
    sketches: () =>
      [...updates].map(([id, { sketch, stride }]) => {
        const share = isOut(id) ? 0 : result?.shares.get(id)?.share;
        return { id, ...sketch, steps: stride.steps, ...(share !== undefined && { share }) };
      }),
    add(site, { report, weights, bytes, controlDelta }, confirmed) {
      if (sums === null) return;
      const began = performance.now();
      const { examples, steps } = report;
      const sketch = sketchStep(sums.global, weights);
      const stride = {
        norm: sketch.norm,
        steps: sums.wayOf(report),
        ...(controlDelta && { control: updateNorm(controlDelta, new Float32Array(controlDelta.length)) }),
      };
      const control = controlDelta && { controlDelta };
      const id = sums.nameOf(site);
      sums.pending.add({
        site,
        stride,
        claim: { weight: examples, confirmed: confirmed.examples },
        update: { id, weights, examples, steps, confirmed: confirmed.examples, ...control },
      });
      updates.set(site, { report, bytes, sketch, stride, confirmed });
      spent += performance.now() - began;
    },
    measured(site, evaluation, { testRows: confirmed }) {
      measured.set(site, { evaluation, confirmed });
    },
    aggregate() {
      if (sums === null || result !== null) return result;
      const began = performance.now();
      const { result: next, tooLong } = sums.pending.finish();
      const { shares = [], ...rest } = next;
      const siteOf = new Map([...updates.keys()].map((site) => [sums.nameOf(site), site]));
      result = {
        ...rest,
        tooLong,
        shares: new Map(shares.map((share) => [siteOf.get(share.id) ?? share.id, share])),
        seconds: (spent + performance.now() - began) / 1000,
      };
      return result;
    },
    strides: () => used().map(({ stride }) => stride),
    sites,
    record: (runId, status, work, resting = []) => ({
      runId,
      round,
      attempt,
      status,
      startedAt: watch.startedAt.toISOString(),
      finishedAt: status === 'fitting' ? null : watch.now().toISOString(),
      timing: { fit: null, aggregate: null, evaluate: null },
      trainLoss: meanLoss(used(), sums?.maxShare ?? 1),
      combined: mergeOrNull(
        [
          ...used().map(({ report: { evaluation }, confirmed: { testRows: confirmed } }) => ({
            evaluation,
            confirmed,
          })),
          ...measured.values(),
        ],
        sums?.maxShare ?? 1,
      ),
      sites: [...sites(work, status === 'fitting'), ...resting.map(rested)],
    }),
  };
}

const rested = (siteId: string): RoundSite => ({
  siteId,
  outcome: 'rested',
  examples: null,
  loss: null,
  seconds: null,
  bytes: null,
  metrics: null,
});

function outcomeOf(status: WorkStatus, open: boolean, leftOut: boolean): RoundSite['outcome'] {
  if (open && (status === 'working' || status === 'aside')) return 'working';
  return leftOut ? 'refused' : OUTCOMES[status];
}

const shareOf = (share: UpdateShare | undefined) =>
  share && { share: share.share, claimedShare: share.claimed };

/** Example-weighted mean of the sites' training loss, held as their updates are; null without updates. */
function meanLoss(updates: readonly Entry[], maxShare: number): number | null {
  const told = updates.flatMap(({ report: { loss, examples }, confirmed }) =>
    loss === null ? [] : [{ loss, weight: examples, confirmed: confirmed.examples }],
  );
  const weights = heldWeights(told, maxShare);
  const examples = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(examples > 0)) return null;
  return told.reduce((sum, { loss }, at) => sum + loss * (weights[at] ?? 0), 0) / examples;
}

/** Merged metrics of sites that have test rows, unconfirmed ones held to a share; null when none has any. */
export function mergeOrNull(told: readonly ToldEvaluation[], maxShare: number): ClassificationMetrics | null {
  const withRows = told.filter(({ evaluation: { n } }) => n > 0);
  return withRows.length > 0 ? mergeEvaluations(heldEvaluations(withRows, maxShare)) : null;
}
