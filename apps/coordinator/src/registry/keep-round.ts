/** Makes a model version of a round that a run went through, whether the run ended well, was stopped, or goes on. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { createNetwork } from '@fedhealth/fl-core/model';
import { studyOfRun } from '@fedhealth/fl-core/protocol';
import { startingPoint } from '../rounds/start/starting-point.ts';
import type { ModelMetrics, ModelRecord, RoundRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { Registry } from './registry.ts';

interface Parts {
  readonly store: Pick<Store, 'runs' | 'studies'>;
  readonly registry: Pick<Registry, 'publish' | 'get' | 'artifact'>;
}

/**
 * The version that a run's round is kept as; the same round again gives the version it has. Without `round` it is
 * the newest that made a model. Problems: `RUN_UNKNOWN`, `ROUND_WITHOUT_MODEL`, those of `startingPoint`.
 */
export async function keepRound(
  { store, registry }: Parts,
  runId: string,
  round?: number,
): Promise<Result<ModelRecord>> {
  const run = await store.runs.get(runId);
  const saved = run && (await store.studies.get(run.studyId, run.studyVersion));
  if (!run || !saved) return fail({ code: 'RUN_UNKNOWN', message: 'There is no such run.' });
  const kept = run.pipeline === null ? undefined : await store.runs.weights(runId, round);
  if (run.pipeline === null || kept === undefined)
    return fail({
      code: 'ROUND_WITHOUT_MODEL',
      message:
        run.round === 0
          ? `Run ${run.number} made no model: no round of it was completed.`
          : `Round ${round} of run ${run.number} made no model. Choose one of its completed rounds, up to ${run.round}.`,
    });
  const study = studyOfRun(saved, run.plan);
  const { startFrom } = run.plan;
  const start = startFrom === undefined ? null : await startingPoint(registry, study, startFrom);
  if (start && !start.ok) return start;
  const pipeline = start?.value.pipeline ?? run.pipeline;
  const rounds = await store.runs.rounds(runId);
  return ok(
    await registry.publish({
      run,
      study,
      round: kept.round,
      network: createNetwork(study.model, pipeline.inputs.length),
      pipeline,
      weights: kept.weights,
      metrics: figuresOf(rounds, kept.round),
      sites: sitesBehind(rounds, kept.round),
      ...(startFrom === undefined ? {} : { parent: startFrom }),
    }),
  );
}

/** A round's model is measured on the validation rows at its end, and by the hospitals when the next begins. */
function figuresOf(rounds: readonly RoundRecord[], round: number): ModelMetrics {
  const made = rounds.findLast((one) => one.round === round && one.status === 'completed');
  const next = rounds.findLast((one) => one.round === round + 1 && one.combined !== null);
  return { validation: made?.validation ?? null, combined: next?.combined ?? null };
}

/** Hospitals whose updates are in the model of the round. */
function sitesBehind(rounds: readonly RoundRecord[], round: number): number {
  const used = rounds
    .filter((one) => one.round <= round && one.status === 'completed')
    .flatMap(({ sites }) => sites.filter(({ outcome }) => outcome === 'done').map(({ siteId }) => siteId));
  return new Set(used).size;
}
