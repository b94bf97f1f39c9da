import { expect, it, vi } from 'vitest';
import { createTfjsTrainer } from '../index.ts';

it('is an error value when the wasm binaries are not where they are said to be', async () => {
  // Emscripten and tfjs report the failure on the console too.
  vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  expect(await createTfjsTrainer('wasm', { wasmPaths: '/nowhere/' })).toEqual({
    ok: false,
    error: {
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringMatching(/wasm backend could not be started/),
    },
  });
});
