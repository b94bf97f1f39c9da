/** Turns a round's updates into the next global model, and measures it. */
import { scoreOf } from '@fedhealth/fl-core/round';
import type { RunContext } from '../run/context.ts';
import { tellHeld, tellTooLong } from './tell-limits.ts';
import { watchUpdates } from './watch-updates.ts';

export function aggregate(context: RunContext): void {
  const { memory, dispatch } = context;
  const { book } = memory;
  const result = book.aggregate();
  if (result === null) return;
  memory.aggregate = result;
  watchUpdates(context);
  tellTooLong(context, result);
  tellHeld(context, result);
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
