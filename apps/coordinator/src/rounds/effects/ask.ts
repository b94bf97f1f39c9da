/** Hands out work: statistics, a round of training, the final evaluation. */
import { seedFrom } from '@fedhealth/fl-core/lib';
import type { Task } from '@fedhealth/fl-core/protocol';
import type { RoundEffect, RoundState } from '@fedhealth/fl-core/round';
import { encodeFrame } from '@fedhealth/fl-core/weights';
import type { RunContext } from '../context.ts';
import { createRoundBook } from '../round-book.ts';

type Ask = Extract<RoundEffect, { kind: 'ask' }>;

export async function ask(context: RunContext, effect: Ask): Promise<void> {
  const { run, memory, parts, nameOf } = context;
  const task = taskFor(context, effect);
  if (task === null) return;
  const { book, model } = memory;
  if (effect.work === 'fit' && (book.round !== effect.round || book.attempt !== effect.attempt)) {
    memory.book = createRoundBook(effect.round, effect.attempt);
    await saveOpenRound(context);
  }
  const frame = model && 'pipeline' in task ? encodeFrame(model.weights, model.network) : null;
  for (const site of stillWanted(context.state(), effect)) {
    memory.recruited.add(site);
    parts.link.setActivity(site, activityOf(task));
    const own =
      task.kind === 'fit' ? { ...task, seed: seedFrom(run.seed, effect.round, nameOf(site)) } : task;
    parts.link.ask(site, own, frame);
  }
  if (effect.work === 'fit') {
    for (const site of context.state().resting)
      parts.link.setActivity(site, `sits round ${effect.round} out`);
  }
  parts.bus.announce(['sites']);
}

/** Between the decision and now the run may have moved on, or an answer may have come. */
function stillWanted(state: RoundState, { work, round, attempt, sites }: Ask): readonly string[] {
  if (state.asked !== work || state.round !== round || state.attempt !== attempt) return [];
  return sites.filter((site) => state.work[site] === 'working' || state.work[site] === 'lost');
}

function taskFor({ run, memory }: RunContext, { work, round }: Ask): Task | null {
  if (work === 'moments') return { kind: 'moments', run: run.id };
  if (work === 'histograms') {
    const edges = memory.statistics.currentEdges();
    return edges && { kind: 'histograms', run: run.id, edges };
  }
  if (memory.model === null) return null;
  const { pipeline } = memory.model;
  return work === 'fit'
    ? { kind: 'fit', run: run.id, round, seed: run.seed, pipeline }
    : { kind: 'evaluate', run: run.id, round, pipeline };
}

async function saveOpenRound({ run, memory, parts, state }: RunContext): Promise<void> {
  await parts.store.runs.commitRound({
    ...memory.book.record(run.id, 'fitting', state().work, state().resting),
    validation: null,
    weights: null,
  });
  parts.bus.announce(['runs']);
}

function activityOf(task: Task): string {
  switch (task.kind) {
    case 'moments':
    case 'histograms':
      return 'sending statistics';
    case 'fit':
      return `training round ${task.round}`;
    case 'evaluate':
      return 'measuring the final model';
  }
}
