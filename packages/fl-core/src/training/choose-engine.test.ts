import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { type ChooseEngineOptions, chooseEngine, type EngineChoice } from './choose-engine.ts';
import { toyNetwork, toyOptions } from './testing/toy-data.ts';

const fit = toyOptions(toyNetwork(3, [4]));

async function choose(changes: Partial<ChooseEngineOptions>) {
  const told: EngineChoice[] = [];
  const trainer = await chooseEngine({
    fit,
    engines: ['tfjs-cpu', 'simd'],
    pin: null,
    calibration: null,
    budget: 30_000,
    onChoice: (choice) => told.push(choice),
    ...changes,
  });
  return { trainer, told };
}

describe('the choice of an engine', () => {
  it('is the fastest measured', async () => {
    const { trainer, told } = await choose({});
    expect(unwrap(trainer).engine).toBe('simd');
    expect(told).toMatchObject([{ engine: 'simd', why: 'fastest', notice: null }]);
    expect(told[0]?.timings.map(({ engine }) => engine)).toEqual(['tfjs-cpu', 'simd']);
  });

  it('is the pinned one where it starts', async () => {
    const pin = { engine: 'tfjs-cpu', by: 'study' } as const;
    const { trainer, told } = await choose({ pin });
    expect(unwrap(trainer).engine).toBe('tfjs-cpu');
    expect(told).toMatchObject([{ engine: 'tfjs-cpu', why: 'study', notice: null }]);
  });

  it('falls back from a pin that does not start, and says why', async () => {
    const pin = { engine: 'tfjs-webgl', by: 'person' } as const;
    const { trainer, told } = await choose({ pin });
    expect(unwrap(trainer).engine).toBe('simd');
    expect(told).toMatchObject([
      { engine: 'simd', why: 'fallback', notice: expect.stringMatching(/tfjs-webgl could not be used/) },
    ]);
  });

  it('does not measure a lone engine, nor again', async () => {
    const lone = await choose({ engines: ['tfjs-cpu'] });
    expect(lone.told).toMatchObject([{ engine: 'tfjs-cpu', why: 'first', timings: [] }]);
    const known = await choose({ calibration: { timings: [], ranking: ['tfjs-cpu'] } });
    expect(known.told).toMatchObject([{ engine: 'tfjs-cpu', why: 'fastest', timings: [] }]);
  });

  it('is the first that starts when there is no time to measure', async () => {
    const { told } = await choose({ budget: 0 });
    expect(told).toMatchObject([{ engine: 'tfjs-cpu', why: 'first' }]);
  });

  it('ends when the hospital leaves', async () => {
    const reason = new Error('left');
    await expect(choose({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
