/** Writes a round down: a completed one with its model, a failed one with its reason. */
import { type RoundEffect, thinHistory } from '@fedhealth/fl-core/round';
import { REMEMBERED_ROUNDS, type RunContext } from '../run/context.ts';

export async function commit(
  context: RunContext,
  { round, work, resting }: Extract<RoundEffect, { kind: 'commit' }>,
): Promise<void> {
  const { run, memory, parts } = context;
  const { model, aggregate: next, measured, book } = memory;
  if (model === null || next === null) return;
  const record = book.record(run.id, 'completed', work, resting);
  const seconds = book.seconds();
  const fit = Math.max(0, seconds - next.seconds - measured.seconds);
  const used = record.sites.filter((site) => site.outcome === 'done').length;
  const message = `Round ${round} of ${run.plan.rounds} completed with ${used} of ${record.sites.length - resting.length} hospitals${resting.length > 0 ? `; ${resting.length} sat it out` : ''}.${(next.notes ?? []).map((note) => ` ${note}`).join('')}`;
  const events = await parts.store.runs.commitRound({
    ...record,
    timing: { fit, aggregate: next.seconds, evaluate: measured.seconds },
    validation: measured.metrics,
    weights: next.global,
    strategyState: next.state,
    runPatch: { round, recruited: [...memory.recruited] },
    events: [
      { level: 'info', kind: 'round-completed', runId: run.id, round, message },
      ...(next.reason === null
        ? []
        : [
            {
              level: 'warning' as const,
              kind: 'model-unchanged',
              runId: run.id,
              round,
              message: next.reason,
            },
          ]),
    ],
  });
  noteFigures(context, round - 1, record.combined);
  const point = {
    round,
    loss: measured.metrics?.logLoss ?? record.trainLoss,
    auc: measured.metrics?.auc ?? null,
    accuracy: measured.metrics?.accuracy ?? null,
    sites: used,
  };
  memory.history = thinHistory([...memory.history, point]);
  memory.model = { ...model, weights: next.global, strategyState: next.state };
  memory.aggregate = null;
  // A round that used nothing tells nothing.
  const strides = book.strides();
  if (strides.length > 0) memory.strides = [...memory.strides, strides].slice(-REMEMBERED_ROUNDS);
  parts.bus.announce(['runs'], events);
}

/** Without validation rows a round's figures come from the sites, which measure its model when they get it. */
export function noteFigures(
  { memory, parts }: RunContext,
  round: number,
  combined: { auc: number | null; accuracy: number | null } | null,
): void {
  if (parts.validation !== null || combined === null) return;
  const { auc, accuracy } = combined;
  memory.history = memory.history.map((point) =>
    point.round === round ? { ...point, auc, accuracy } : point,
  );
}

export async function retry(
  { run, memory, parts }: RunContext,
  effect: Extract<RoundEffect, { kind: 'retry' }>,
): Promise<void> {
  const { round, reason, work, resting } = effect;
  const event = {
    level: 'warning' as const,
    kind: 'round-retried',
    runId: run.id,
    round,
    message: `${reason} It is tried again.`,
  };
  if (round === 0) return parts.bus.emit({ ...event, topics: ['runs'] });
  const record = memory.book.record(run.id, 'failed', work, resting);
  const events = await parts.store.runs.commitRound({
    ...record,
    validation: null,
    weights: null,
    events: [event],
  });
  parts.bus.announce(['runs'], events);
}
