import { describe, expect, it } from 'vitest';
import { openTrainer } from './index.ts';

describe('openTrainer', () => {
  it('opens the first choice where it works', async () => {
    const opened = await openTrainer(['tfjs-cpu', 'tfjs-wasm']);
    expect(opened).toMatchObject({
      ok: true,
      value: { trainer: { engine: 'tfjs-cpu' }, why: expect.stringMatching(/first choice/) },
    });
  });

  it('falls back, and says what did not work', async () => {
    const opened = await openTrainer(['tfjs-webgpu', 'tfjs-webgl', 'tfjs-cpu']);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.trainer.engine).toBe('tfjs-cpu');
    expect(opened.value.why).toMatch(
      /^Training with tfjs-cpu\. tfjs-webgpu could not be used: .+ tfjs-webgl could not be used: .+/,
    );
  });

  it('is an error value when nothing works', async () => {
    expect(await openTrainer(['tfjs-webgpu'])).toMatchObject({
      ok: false,
      error: { code: 'NO_ENGINE', message: expect.stringMatching(/tfjs-webgpu could not be used/) },
    });
    expect(await openTrainer([])).toMatchObject({ ok: false, error: { code: 'NO_ENGINE' } });
  });
});
