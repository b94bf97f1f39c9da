/** Carries out what the round machine asks for: one function an effect. */
import type { RoundEffect } from '@fedhealth/fl-core/round';
import { createGlobalModel } from '../model/global-model.ts';
import type { RunContext } from '../run/context.ts';
import { aggregate, evaluate } from './aggregate.ts';
import { ask } from './ask.ts';
import { commit, retry } from './commit.ts';
import { finish } from './finish.ts';
import { restore } from './restore.ts';
import { tellAside } from './tell-aside.ts';

export interface Clock {
  set(deadline: number, seconds: number): void;
  clear(): void;
}

export async function perform(context: RunContext, effect: RoundEffect, clock: Clock): Promise<void> {
  switch (effect.kind) {
    case 'setDeadline':
      return clock.set(effect.deadline, effect.seconds);
    case 'clearDeadline':
      return clock.clear();
    case 'ask':
      return ask(context, effect);
    case 'setAside':
    case 'takeBack':
      return tellAside(context, effect);
    case 'mergeMoments':
      return mergeMoments(context, effect.sites);
    case 'fitPipeline':
      return fitPipeline(context, effect.sites);
    case 'aggregate':
      return aggregate(context);
    case 'evaluate':
      return evaluate(context, effect.round);
    case 'restore':
      return restore(context, effect.round);
    case 'commit':
      return commit(context, effect);
    case 'retry':
      return retry(context, effect);
    case 'finish':
      return finish(context, effect);
  }
}

function mergeMoments({ memory, dispatch, byName }: RunContext, sites: readonly string[]): void {
  const edges = memory.statistics.edges(byName(sites));
  dispatch(edges.ok ? { kind: 'momentsMerged' } : { kind: 'broke', reason: edges.error.message });
}

async function fitPipeline(
  { run, memory, parts, dispatch, byName }: RunContext,
  sites: readonly string[],
): Promise<void> {
  const fitted = memory.statistics.pipeline(byName(sites));
  if (!fitted.ok) return void dispatch({ kind: 'broke', reason: fitted.error.message });
  const { federation } = fitted.value;
  memory.model = createGlobalModel(parts.study, fitted.value.pipeline, run.seed, parts.start);
  const { pipeline } = memory.model;
  await parts.store.runs.patch(run.id, { pipeline, federation });
  parts.link.tellFederation(parts.study.id, { run: run.id, summary: federation });
  dispatch({ kind: 'pipelineFitted' });
}
