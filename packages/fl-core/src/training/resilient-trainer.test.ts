import { afterEach, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { initializeWeights } from '../model/initialize.ts';
import { createResilientTrainer } from './resilient-trainer.ts';
import { toyNetwork, toyOptions, xorRows } from './testing/toy-data.ts';
import type { createDevice } from './tfjs/device.ts';

const lose = vi.hoisted(() => ({ after: Number.POSITIVE_INFINITY }));
vi.mock('./tfjs/device.ts', async (original) => {
  const real = await original<{ createDevice: typeof createDevice }>();
  return {
    createDevice: (...[name, backend, kernelOf]: Parameters<typeof createDevice>) =>
      real.createDevice(name, backend, kernelOf, () => --lose.after < 0),
  };
});
afterEach(() => {
  lose.after = Number.POSITIVE_INFINITY;
});

const network = toyNetwork(3, [8]);
const dataset = xorRows(200, 3, 1);
const start = initializeWeights(network, 1);
const options = toyOptions(network, { duration: { epochs: 4 } });

describe('the resilient trainer', () => {
  it('does the fit with the next engine when one is lost in the middle', async () => {
    const told: string[] = [];
    const trainer = unwrap(
      await createResilientTrainer({
        engines: ['tfjs-webgpu', 'tfjs-cpu', 'simd'],
        onFallback: (to, why) => told.push(to, why),
      }),
    );
    expect(trainer.engine).toBe('tfjs-cpu');
    lose.after = 2;
    const { weights } = await trainer.fit(dataset, start, options);
    expect(trainer.engine).toBe('simd');
    expect(told).toEqual(['simd', expect.stringMatching(/tfjs-cpu broke \(the graphics card was lost\)/)]);
    const alone = unwrap(await createResilientTrainer({ engines: ['simd'] }));
    expect((await alone.fit(dataset, start, options)).weights).toEqual(weights);
  });

  it('throws what no engine could help, and the last engine’s trouble', async () => {
    const trainer = unwrap(await createResilientTrainer({ engines: ['tfjs-cpu', 'simd'] }));
    await expect(trainer.fit(dataset, start.subarray(1), options)).rejects.toThrow(RangeError);
    const wild = toyOptions(network, { optimizer: 'sgd', learningRate: 1e38, duration: { epochs: 3 } });
    await expect(trainer.fit(dataset, start, wild)).rejects.toThrow(/diverged/);
    const left = AbortSignal.abort(new Error('left'));
    await expect(trainer.fit(dataset, start, options, undefined, left)).rejects.toThrow('left');
    expect(trainer.engine).toBe('tfjs-cpu');
    const alone = unwrap(await createResilientTrainer({ engines: ['tfjs-cpu'] }));
    lose.after = 0;
    await expect(alone.fit(dataset, start, options)).rejects.toThrow(/was lost/);
  });

  it('is an error value when none starts', async () => {
    expect(await createResilientTrainer({ engines: ['tfjs-webgpu'] })).toMatchObject({
      ok: false,
      error: { code: 'NO_ENGINE' },
    });
  });
});
