import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createNetwork, initializeWeights } from '../../model/index.ts';
import { resultSchema, type Task } from '../../protocol/messages.ts';
import {
  createErrorFeedback,
  decodeFrame,
  decodeUpdate,
  encodeFrame,
  frameKind,
} from '../../weights/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { createCountingTrainer, opened } from '../testing/counting-trainer.ts';
import { guardOf } from '../testing/guard.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { createControlVariates } from './control-variates.ts';
import { runTask, type TaskTools } from './task-runner.ts';

async function scene(change: (weight: number) => number = (weight) => weight + 1) {
  const data = createSiteData(await wardFile(wardStudy(), 10));
  const pipeline = data.localPipeline();
  const network = createNetwork(wardStudy().model, pipeline.inputs.length);
  const weights = initializeWeights(network, 1);
  const tools: TaskTools = {
    guard: await guardOf(data),
    feedback: createErrorFeedback(),
    variates: createControlVariates(),
    openTrainer: opened(createCountingTrainer(change)),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    now: () => 1_000,
  };
  const origin = { kind: 'seed', seed: 1 } as const;
  const fit: Task = { kind: 'fit', run: 'r', round: 3, seed: 1, pipeline, origin };
  return { network, weights, tools, pipeline, origin, fit, frame: encodeFrame(weights, network) };
}

describe('a task', () => {
  it('of training gives back trained weights and how the incoming model did', async () => {
    const { network, weights, tools, fit, frame } = await scene();
    const { result, frame: sent, metrics } = unwrap(await runTask(fit, frame, tools));
    expect(resultSchema.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      kind: 'fit',
      run: 'r',
      round: 3,
      examples: 60,
      steps: 3,
      loss: 0.1234568,
    });
    expect(result.kind === 'fit' && result.evaluation.n).toBe(30);
    expect(metrics?.n).toBe(30);
    expect(unwrap(decodeFrame(sent, network))).toEqual(weights.map((weight) => weight + 1));
  });

  it.each(['float16', 'int8'] as const)(
    '[W2] of training sends its change as %s where it is asked to',
    async (upload) => {
      const { network, weights, tools, fit, frame } = await scene();
      const { frame: sent } = unwrap(await runTask({ ...fit, upload }, frame, tools));
      expect(frameKind(sent)).toEqual({ dtype: upload, difference: true, count: weights.length });
      const told = unwrap(decodeUpdate(sent, weights, network));
      told.forEach((weight, i) => {
        expect(weight).toBeCloseTo((weights[i] ?? 0) + 1, 5);
      });
      // The same round again gives the same bytes: its residual is counted once.
      expect(unwrap(await runTask({ ...fit, upload }, frame, tools)).frame).toEqual(sent);
    },
  );

  it('of measuring gives figures and no weights', async () => {
    const { tools, pipeline, origin, frame } = await scene();
    const outcome = unwrap(
      await runTask({ kind: 'evaluate', run: 'r', round: 3, pipeline, origin }, frame, tools),
    );
    expect(outcome).toMatchObject({ frame: null, result: { kind: 'evaluate', evaluation: { n: 30 } } });
    expect(resultSchema.parse(outcome.result)).toEqual(outcome.result);
  });

  it('[G1] with a damaged or missing model is a problem, not a training', async () => {
    const { tools, fit, frame } = await scene();
    const damaged = Uint8Array.from(frame, (byte, index) => (index === 30 ? byte ^ 1 : byte));
    expect(await runTask(fit, damaged, tools)).toMatchObject({ error: { code: 'FRAME_CHECKSUM' } });
    expect(await runTask(fit, null, tools)).toMatchObject({ error: { code: 'FRAME_MALFORMED' } });
  });

  it('[G3] whose training diverged sends nothing and says so', async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { tools, fit, frame } = await scene(() => bad);
      const outcome = await runTask(fit, frame, tools);
      expect(outcome).toMatchObject({ ok: false, error: { code: 'NOT_FINITE' } });
    }
  });

  it('that is aborted throws the reason', async () => {
    const { tools, fit, frame } = await scene();
    const abort = new AbortController();
    abort.abort(new Error('The hospital left.'));
    await expect(runTask(fit, frame, { ...tools, signal: abort.signal })).rejects.toThrow(
      'The hospital left.',
    );
  });
});
