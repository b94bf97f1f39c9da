import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createNetwork, initializeWeights } from '../../model/index.ts';
import { emptySnapshot } from '../../protocol/empty-snapshot.ts';
import type { Task } from '../../protocol/messages.ts';
import type { StudyInput } from '../../study/index.ts';
import { createSimdTrainer } from '../../training/index.ts';
import { encodeFrame } from '../../weights/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { createRefusals } from '../guard/refusals.ts';
import type { Parcel } from '../session/outbox.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import { opened } from '../testing/counting-trainer.ts';
import { guardOf } from '../testing/guard.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { createHold } from './hold.ts';
import { createRunMemory } from './run-memory.ts';
import { createTaskQueue } from './task-queue.ts';

/** A queue with a real engine, and a way to wait for what it shows or sends. */
async function scene(training: StudyInput['training']) {
  const study = wardStudy({ training });
  const data = createSiteData(await wardFile(study, 10));
  const pipeline = data.localPipeline();
  const network = createNetwork(study.model, pipeline.inputs.length);
  const frame = encodeFrame(initializeWeights(network, 1), network);
  const hold = createHold();
  let snapshot: SiteSnapshot = emptySnapshot;
  const shown: SiteSnapshot['activity'][] = [];
  const sent: Parcel[] = [];
  const watchers = new Set<() => void>();
  const look = (): void => {
    for (const watcher of watchers) watcher();
  };
  const queue = createTaskQueue({
    guard: await guardOf(data),
    refusals: createRefusals(),
    personDecides: true,
    memory: createRunMemory(null),
    openTrainer: opened(unwrap(await createSimdTrainer())),
    hold,
    now: () => performance.now(),
    snapshot: () => snapshot,
    show(patch) {
      snapshot = { ...snapshot, ...patch };
      if (patch.activity) shown.push(patch.activity);
      look();
    },
    outbox: {
      put(parcel) {
        sent.push(parcel);
        look();
      },
      find: (key) => sent.find((parcel) => parcel.key === key),
      flush: () => undefined,
      clear: () => undefined,
    },
  });
  const origin = { kind: 'seed', seed: 1 } as const;
  const fit = (round: number): Task => ({ kind: 'fit', run: 'r', round, seed: 1, pipeline, origin });
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!holds()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const progressOf = (): number =>
    snapshot.activity.kind === 'training' ? (snapshot.activity.progress?.done ?? 0) : 0;
  return { queue, hold, fit, frame, sent, shown, until, progressOf, snapshot: () => snapshot };
}

/** Once round the event loop, a few times: a fit that went on would get far. */
const awhile = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const LONG = { localSteps: 1_000_000, batchSize: 8 };

describe('a paused task queue', () => {
  it('stops a fit at its next report, and lets it go on to the same answer', async () => {
    const { queue, hold, fit, frame, sent, until, progressOf } = await scene({
      localSteps: 200_000,
      batchSize: 8,
    });
    queue.take(fit(1), frame);
    await until(() => progressOf() > 0);
    hold.hold();
    const from = progressOf();
    // One report may have been on its way.
    await awhile();
    const stopped = progressOf();
    await awhile();
    expect(progressOf()).toBe(stopped);
    expect(stopped).toBeGreaterThanOrEqual(from);
    expect(sent).toEqual([]);
    hold.release();
    await until(() => sent.length === 1);

    const straight = await scene({ localSteps: 200_000, batchSize: 8 });
    straight.queue.take(straight.fit(1), straight.frame);
    await straight.until(() => straight.sent.length === 1);
    expect(sent[0]?.frame).toEqual(straight.sent[0]?.frame);
    expect(sent[0]?.result).toMatchObject({ kind: 'fit', engine: 'simd' });
  });

  it('holds a task that comes in, and answers nothing', async () => {
    const { queue, hold, fit, frame, sent, shown, until } = await scene({ localSteps: 3 });
    hold.hold();
    queue.take(fit(1), frame);
    await awhile();
    expect([shown, sent]).toEqual([[], []]);
    hold.release();
    await until(() => sent.length === 1);
    expect(sent[0]?.result).toMatchObject({ kind: 'fit', round: 1 });
  });

  it('gives up at once when the hospital leaves, and when a newer round begins', async () => {
    const { queue, hold, fit, frame, sent, until, progressOf, snapshot } = await scene(LONG);
    queue.take(fit(1), frame);
    await until(() => progressOf() > 0);
    hold.hold();
    await awhile();
    queue.take(fit(2), frame);
    hold.release();
    await until(() => {
      const { activity } = snapshot();
      return activity.kind === 'training' && activity.round === 2 && progressOf() > 0;
    });
    hold.hold();
    await awhile();
    queue.abort('The hospital left.');
    hold.release();
    await awhile();
    expect(sent).toEqual([]);
    expect(snapshot().activity).toMatchObject({ kind: 'training', round: 2 });
  });
});
