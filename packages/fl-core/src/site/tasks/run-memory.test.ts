import { describe, expect, it } from 'vitest';
import { createNetwork, initializeWeights } from '../../model/index.ts';
import { wardStudy } from '../testing/ward.ts';
import { createRunMemory, type RunNotes, type RunNotesStore } from './run-memory.ts';

function store() {
  let kept: RunNotes | null = null;
  const own: RunNotesStore = {
    load: async () => kept,
    save: async (notes) => {
      kept = notes;
    },
    clear: async () => {
      kept = null;
    },
  };
  return { own, kept: () => kept };
}

const network = createNetwork(wardStudy().model, 3);
const base = initializeWeights(network, 1);
const update = base.map((weight, i) => weight + Math.sin(i) / 7);

async function afterOneRound(own: RunNotesStore | null) {
  const memory = createRunMemory(own);
  await memory.recall('r');
  memory.variates.move({ run: 'r', round: 1 }, update);
  memory.feedback.encode({ run: 'r', round: 1 }, update, base, network, 'int8');
  await memory.keep('r');
  return memory;
}

/** What the next round begins with, and sends. */
const second = ({ variates, feedback }: ReturnType<typeof createRunMemory>) => [
  variates.own({ run: 'r', round: 2 }),
  feedback.encode({ run: 'r', round: 2 }, base, update, network, 'int8'),
];

describe('[A7] [W3] what a site remembers of a run', () => {
  it('is there for the next process as it was', async () => {
    const { own } = store();
    const first = await afterOneRound(own);
    const next = createRunMemory(own);
    await next.recall('r');
    expect(next.variates.own({ run: 'r', round: 1 })).toBeNull();
    const expected = second(first);
    expect(second(next)).toEqual(expected);
    expect(second(createRunMemory(own))).not.toEqual(expected);
  });

  it('is of one run, and of no other', async () => {
    const { own } = store();
    await afterOneRound(own);
    const next = createRunMemory(own);
    await next.recall('another');
    expect([next.variates.kept(), next.feedback.kept()]).toEqual([null, null]);
  });

  it('goes with the run, and is not written where there is nothing to remember', async () => {
    const { own, kept } = store();
    const memory = await afterOneRound(own);
    expect(kept()?.run).toBe('r');
    await memory.drop();
    expect(kept()).toBeNull();
    // The refusal of an update that was on its way when the run ended.
    await memory.keep('r');
    expect(kept()).toBeNull();
    const plain = createRunMemory(own);
    await plain.recall('s');
    plain.feedback.encode({ run: 's', round: 1 }, update, base, network, 'float32');
    await plain.keep('s');
    expect(kept()).toBeNull();
  });

  it('starts from zero where nothing can be kept, and no one notices', async () => {
    const broken: RunNotesStore = {
      load: () => Promise.reject(new Error('no')),
      save: () => Promise.reject(new Error('no')),
      clear: () => Promise.reject(new Error('no')),
    };
    const memory = await afterOneRound(broken);
    await memory.drop();
    expect(memory.variates.own({ run: 'r', round: 2 })?.length).toBe(update.length);
  });
});
