/** Hands out work: statistics, a round of training, the final evaluation. */
import { type Dtype, seedFrom } from '@fedhealth/fl-core/lib';
import type { ModelOrigin, Task } from '@fedhealth/fl-core/protocol';
import type { RoundEffect, RoundState } from '@fedhealth/fl-core/round';
import { encodeFrame, FLOAT16_MAX, joinControl } from '@fedhealth/fl-core/weights';
import type { RunRecord } from '../../storage/records.ts';
import type { GlobalModel } from '../model/global-model.ts';
import { type Instructed, instructionsFor } from '../model/instructions.ts';
import type { RunContext } from '../run/context.ts';
import { type Codec, codecFor } from '../updates/codec.ts';
import { openBook } from '../updates/open-book.ts';
import type { RoundBook } from '../updates/round-book.ts';

type Ask = Extract<RoundEffect, { kind: 'ask' }>;

export async function ask(context: RunContext, effect: Ask): Promise<void> {
  const { run, memory, parts, nameOf } = context;
  const instructed = instructionsFor(context, effect);
  const task = taskFor(context, effect, instructed);
  if (task === null) return;
  const { book, model } = memory;
  if (effect.work === 'fit' && (book.round !== effect.round || book.attempt !== effect.attempt)) {
    // Kept first: were the store full, the round would be opened anew at the next try.
    const opened = openBook(context, effect);
    await saveOpenRound(context, opened);
    memory.book = opened;
  }
  const frameAs = model && 'pipeline' in task ? framesOf(model, instructed) : () => null;
  for (const site of stillWanted(context.state(), effect)) {
    memory.recruited.add(site);
    parts.link.setActivity(site, activityOf(task));
    if (effect.work === 'fit') memory.claims.asked(site, effect.round);
    const codec = codecFor(parts.study, parts.link.find(site));
    parts.link.ask(
      site,
      ownTask(task, codec, seedFrom(run.seed, effect.round, nameOf(site))),
      frameAs(codec),
    );
  }
  if (effect.work === 'fit') {
    for (const site of context.state().resting)
      parts.link.setActivity(site, `sits round ${effect.round} out`);
  }
  parts.bus.announce(['sites']);
}

/** A training task as one site gets it. A site that does not know of `upload` sends whole 32-bit weights. */
function ownTask(task: Task, { upload }: Codec, seed: number): Task {
  if (task.kind !== 'fit') return task;
  return { ...task, seed, ...(upload === 'float32' ? {} : { upload }) };
}

/**
 * The global model as each kind of site reads it, and SCAFFOLD's control variate before it; made once a kind.
 * Weights beyond a half's range stay 32-bit.
 */
function framesOf({ weights, network }: GlobalModel, { control }: Instructed): (codec: Codec) => Uint8Array {
  const made = new Map<Dtype, Uint8Array>();
  return ({ download }) => {
    const dtype = weights.every((weight) => Math.abs(weight) <= FLOAT16_MAX) ? download : 'float32';
    const model = () => encodeFrame(weights, network, { dtype, difference: false });
    const whole = () => (control ? joinControl(encodeFrame(control, network), model()) : model());
    const frame = made.get(dtype) ?? whole();
    made.set(dtype, frame);
    return frame;
  };
}

/** Between the decision and now the run may have moved on, or an answer may have come. */
function stillWanted(state: RoundState, { work, round, attempt, sites }: Ask): readonly string[] {
  if (state.asked !== work || state.round !== round || state.attempt !== attempt) return [];
  return sites.filter((site) => ['working', 'aside', 'lost'].includes(state.work[site] ?? ''));
}

function taskFor(
  { run, memory }: RunContext,
  { work, round }: Ask,
  { instructions }: Instructed,
): Task | null {
  if (work === 'moments') return { kind: 'moments', run: run.id };
  if (work === 'histograms') {
    const asked = memory.statistics.currentEdges();
    return asked && { kind: 'histograms', run: run.id, ...asked };
  }
  if (memory.model === null) return null;
  const { pipeline } = memory.model;
  const of = { run: run.id, round, pipeline, origin: originOf(run) };
  return work === 'fit'
    ? { kind: 'fit', seed: run.seed, ...of, ...(instructions && { instructions }) }
    : { kind: 'evaluate', ...of };
}

/** What the run's first model was made of: a site works it out for itself. */
const originOf = ({ plan, seed }: RunRecord): ModelOrigin =>
  plan.startFrom === undefined ? { kind: 'seed', seed } : { kind: 'version', version: plan.startFrom };

async function saveOpenRound({ run, parts, state }: RunContext, book: RoundBook): Promise<void> {
  await parts.store.runs.commitRound({
    ...book.record(run.id, 'fitting', state().work, state().resting),
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
