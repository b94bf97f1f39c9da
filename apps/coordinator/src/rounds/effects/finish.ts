/** Ends a run: a completed one leaves a model version. */
import { fromEvaluation } from '@fedhealth/fl-core/metrics';
import type { RoundEffect } from '@fedhealth/fl-core/round';
import type { RunContext } from '../run/context.ts';
import { mergeOrNull } from '../updates/round-book.ts';
import { noteFigures } from './commit.ts';

export async function finish(
  context: RunContext,
  { status, reason }: Extract<RoundEffect, { kind: 'finish' }>,
): Promise<void> {
  const { run, memory, parts } = context;
  const { finalEvaluations, recruited } = memory;
  const combined = mergeOrNull(
    [...finalEvaluations].map(([site, evaluation]) => ({
      evaluation,
      confirmed: memory.claims.testRowsConfirmed(site, evaluation.n),
    })),
    parts.study.federation.gate.maxShare,
  );
  if (status === 'completed') await publish(context, combined);
  else await closeOpenRound(context);
  await parts.store.runs.patch(run.id, {
    status,
    message: reason,
    finalCombined: combined,
    finishedAt: context.endedAt(),
    recruited: [...recruited],
  });
  for (const site of recruited) parts.link.setActivity(site, 'waiting');
  await parts.bus.emit({
    level: status === 'failed' ? 'error' : 'info',
    kind: `run-${status}`,
    runId: run.id,
    message:
      status === 'completed'
        ? `Run ${run.number} completed: model version ${memory.modelVersion}. ${reason ?? ''}`.trim()
        : `Run ${run.number} ${status}. ${reason ?? ''}`.trim(),
    topics: ['runs', 'models', 'sites'],
  });
}

/** The attempt under way when a run ends is written down with what had come in. */
async function closeOpenRound({ run, memory, parts, state }: RunContext): Promise<void> {
  const { book, history } = memory;
  const { round, attempt, work, resting } = state();
  const committed = history.some((point) => point.round === book.round);
  if (book.round === 0 || committed || book.round !== round || book.attempt !== attempt) return;
  const record = book.record(run.id, 'failed', work, resting);
  await parts.store.runs.commitRound({ ...record, validation: null, weights: null });
}

async function publish(context: RunContext, combined: ReturnType<typeof mergeOrNull>): Promise<void> {
  const { run, memory, parts, state } = context;
  const { model, measured, finalEvaluations } = memory;
  if (model === null) return;
  const { best, round: last } = state();
  const round = best?.round ?? last;
  noteFigures(context, round, combined);
  await parts.store.runs.saveFinalSites(
    run.id,
    [...finalEvaluations].map(([siteId, evaluation]) => ({ siteId, metrics: fromEvaluation(evaluation) })),
  );
  const published = await parts.publish({
    run,
    study: parts.study,
    round,
    network: model.network,
    pipeline: model.pipeline,
    weights: model.weights,
    sites: memory.recruited.size,
    metrics: { validation: measured.metrics, combined },
    ...(run.plan.startFrom === undefined ? {} : { parent: run.plan.startFrom }),
  });
  memory.modelVersion = published.version;
}
