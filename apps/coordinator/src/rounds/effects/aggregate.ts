/** Turns a round's updates into the next global model, and measures it. */
import { scoreOf } from '@fedhealth/fl-core/round';
import type { RunContext } from '../context.ts';

export function aggregate(
  { strategy, memory, dispatch, nameOf, byName }: RunContext,
  sites: readonly string[],
): void {
  const { model, book } = memory;
  if (model === null) return;
  const began = performance.now();
  const updates = byName(sites).flatMap((site) => {
    const update = book.updates.get(site);
    if (update === undefined) return [];
    const { examples, steps } = update.report;
    const { weights, controlDelta } = update;
    return [{ id: nameOf(site), weights, examples, steps, ...(controlDelta && { controlDelta }) }];
  });
  const facts = { sites: memory.recruited.size };
  const result = strategy.aggregate(model.weights, updates, model.strategyState, facts);
  memory.aggregate = { ...result, seconds: (performance.now() - began) / 1000 };
  dispatch({ kind: 'aggregated', round: book.round });
}

export function evaluate({ parts, memory, dispatch }: RunContext, round: number): void {
  const { model, aggregate: next } = memory;
  if (model === null || next === null) return;
  const began = performance.now();
  const metrics = parts.validation?.evaluate(model.network, model.pipeline, next.global) ?? null;
  memory.measured = { metrics, seconds: (performance.now() - began) / 1000 };
  const { earlyStopping } = parts.study.federation;
  const score = earlyStopping ? scoreOf(earlyStopping.metric, metrics) : null;
  dispatch({ kind: 'evaluated', round, score });
}
