import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../lib/result.ts';
import { createNetwork } from '../../model/index.ts';
import { localPipeline } from '../../preprocessing/index.ts';
import type { EngineName, Trainer } from '../../training/index.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { createEngineDesk, expectedFit, type TrainerOpening } from './engine-desk.ts';

const none = { timings: [], ranking: [] };

function scene(study = wardStudy(), pinned: EngineName | null = null) {
  const openings: TrainerOpening[] = [];
  const disposed: EngineName[] = [];
  let shown: Partial<SiteSnapshot> = {};
  const desk = createEngineDesk({
    study,
    pinned,
    show: (patch) => {
      shown = { ...shown, ...patch };
    },
    async openTrainer(opening) {
      openings.push(opening);
      const engine = opening.pin?.engine ?? 'simd';
      await new Promise((resolve, reject) => {
        opening.signal.addEventListener('abort', () => reject(opening.signal.reason));
        setImmediate(resolve);
      });
      const why = opening.pin?.by ?? ('fastest' as const);
      opening.onChoice({ engine, why, notice: null, timings: [] }, none);
      const trainer: Trainer = {
        engine,
        fit: () => Promise.reject(new Error('It is not asked to train.')),
        dispose: () => void disposed.push(engine),
      };
      return ok(trainer);
    },
  });
  return { desk, openings, disposed, shown: () => shown };
}

describe('the engine desk', () => {
  it('opens once, and again when another engine is pinned, measuring once', async () => {
    const { desk, openings, disposed, shown } = scene();
    const [first, same] = await Promise.all([desk.open(), desk.open()]);
    expect(first).toBe(same);
    expect(shown()).toMatchObject({ engine: 'simd', engines: { why: 'fastest', pin: null } });
    desk.pin('tfjs-cpu');
    expect(await desk.open()).toMatchObject({ ok: true, value: { engine: 'tfjs-cpu' } });
    await Promise.resolve();
    expect(disposed).toEqual(['simd']);
    expect(shown()).toMatchObject({
      engine: 'tfjs-cpu',
      engines: { why: 'person', pin: { engine: 'tfjs-cpu', by: 'person' } },
    });
    expect(openings.map(({ calibration }) => calibration)).toEqual([null, none]);
  });

  it('follows the study’s pin, and a person’s before it', async () => {
    const study = wardStudy({ training: { engine: 'tfjs-wasm' } });
    const { desk, openings } = scene(study, 'simd');
    await desk.open();
    desk.pin(null);
    await desk.open();
    expect(openings.map(({ pin }) => pin)).toEqual([
      { engine: 'simd', by: 'person' },
      { engine: 'tfjs-wasm', by: 'study' },
    ]);
  });

  it('is cancelled by leaving while it measures, and measures anew the next time', async () => {
    const { desk, openings } = scene();
    const asked = desk.open();
    desk.cancel();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'LEFT' } });
    expect(await desk.open()).toMatchObject({ ok: true });
    desk.cancel();
    await desk.open();
    expect(openings).toHaveLength(2);
  });

  it('tries again after no engine started', async () => {
    let tries = 0;
    const desk = createEngineDesk({
      study: wardStudy(),
      pinned: null,
      show: () => undefined,
      openTrainer: async () => fail({ code: 'NO_ENGINE', message: String(++tries) }),
    });
    expect(await desk.open()).toMatchObject({ error: { code: 'NO_ENGINE', message: '1' } });
    expect(await desk.open()).toMatchObject({ error: { message: '2' } });
  });
});

it('a fit is measured with the network that a run will train', async () => {
  const study = wardStudy({ preprocessing: { missingIndicator: true }, training: { batchSize: 7 } });
  const run = createNetwork(study.model, localPipeline(await wardFile(study)).inputs.length);
  expect(expectedFit(study)).toMatchObject({ network: run, batchSize: 7 });
});
