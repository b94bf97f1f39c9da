import { expect, it } from 'vitest';
import { createTfjsTrainer } from '../index.ts';

it('reads the wasm binaries from the directory it is told, as a URL', async () => {
  const wasmPaths = new URL(
    '../../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/',
    import.meta.url,
  ).href;
  expect(await createTfjsTrainer('wasm', { wasmPaths })).toMatchObject({
    ok: true,
    value: { engine: 'tfjs-wasm' },
  });
});
