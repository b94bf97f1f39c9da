/** The book of one round attempt: who was asked, what each sent, how long it took. */

import { type AggregateResult, type Aggregation, sketchStep } from '@fedhealth/fl-core/aggregation';
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { fromEvaluation, mergeEvaluations } from '@fedhealth/fl-core/metrics';
import type { Evaluation, FitReport } from '@fedhealth/fl-core/protocol';
import type { RoundState, WorkStatus } from '@fedhealth/fl-core/round';
import type { OpenUpdate, RoundRecord, RoundSite } from '../storage/records.ts';
import { startStopwatch } from './stopwatch.ts';

/** An update as it came through the gate. */
export type Update = Omit<OpenUpdate, 'siteId'>;

/** What is remembered of an update once it has been added to the aggregation. */
interface Entry {
  readonly report: FitReport;
  readonly bytes: number;
  readonly sketch: Float32Array;
}

/** What a round adds up in; null before there is a model. */
export interface RoundSums {
  readonly global: Float32Array;
  readonly aggregation: Aggregation;
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
  sketches(): { readonly id: string; readonly weights: Float32Array }[];
  /** Adds the update up at once: its weights are not kept, unless the strategy has to. */
  add(site: string, update: Update): void;
  /** A site measured the round's model and sent no update. */
  measured(site: string, evaluation: Evaluation): void;
  /** The next global model; null before there is a model. */
  aggregate(): (AggregateResult & { readonly seconds: number }) | null;
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
  const measured = new Map<string, Evaluation>();
  let spent = 0;
  const watch = startStopwatch();
  const sites: RoundBook['sites'] = (work, open) =>
    Object.entries(work).map(([siteId, status]) => {
      const update = updates.get(siteId);
      const evaluation = update?.report.evaluation ?? measured.get(siteId);
      return {
        siteId,
        outcome: open && (status === 'working' || status === 'aside') ? 'working' : OUTCOMES[status],
        examples: update?.report.examples ?? null,
        loss: update?.report.loss ?? null,
        seconds: update?.report.seconds ?? null,
        bytes: update?.bytes ?? null,
        metrics: evaluation ? fromEvaluation(evaluation) : null,
      };
    });
  return {
    round,
    attempt,
    seconds: watch.seconds,
    sketches: () => [...updates].map(([id, { sketch }]) => ({ id, weights: sketch })),
    add(site, { report, weights, bytes, controlDelta }) {
      if (sums === null) return;
      const began = performance.now();
      const { examples, steps } = report;
      const control = controlDelta && { controlDelta };
      sums.aggregation.add({ id: sums.nameOf(site), weights, examples, steps, ...control });
      updates.set(site, { report, bytes, sketch: sketchStep(sums.global, weights) });
      spent += performance.now() - began;
    },
    measured(site, evaluation) {
      measured.set(site, evaluation);
    },
    aggregate() {
      if (sums === null) return null;
      const began = performance.now();
      const result = sums.aggregation.finish();
      return { ...result, seconds: (spent + performance.now() - began) / 1000 };
    },
    sites,
    record: (runId, status, work, resting = []) => ({
      runId,
      round,
      attempt,
      status,
      startedAt: watch.startedAt.toISOString(),
      finishedAt: status === 'fitting' ? null : watch.now().toISOString(),
      timing: { fit: null, aggregate: null, evaluate: null },
      trainLoss: meanLoss([...updates.values()]),
      combined: mergeOrNull([
        ...[...updates.values()].map(({ report }) => report.evaluation),
        ...measured.values(),
      ]),
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

/** Example-weighted mean of the sites' training loss; null without updates. */
function meanLoss(updates: readonly Entry[]): number | null {
  let loss = 0;
  let examples = 0;
  for (const { report } of updates) {
    if (report.loss === null) continue;
    loss += report.loss * report.examples;
    examples += report.examples;
  }
  return examples > 0 ? loss / examples : null;
}

/** Merged metrics of sites that have test rows; null when none has. */
export function mergeOrNull(evaluations: readonly Evaluation[]): ClassificationMetrics | null {
  return evaluations.some(({ n }) => n > 0) ? mergeEvaluations(evaluations) : null;
}
