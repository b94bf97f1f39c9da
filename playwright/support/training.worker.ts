/** Trains what a test asks for, in a browser's worker. Part of no build of the product. */
import { createResilientTrainer, type EngineName } from '@fedhealth/fl-core/training';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { engine, memory } from '@tensorflow/tfjs-core';
import type { BrowserFit, BrowserFitted } from './training-page.ts';

async function train(asked: BrowserFit): Promise<BrowserFitted> {
  const notices: string[] = [];
  const opened = await createResilientTrainer({
    engines: [asked.engine as EngineName, ...(asked.loseCard ? (['simd'] as const) : [])],
    engineOptions: { wasmPaths: { simd, plain } },
    onFallback: (_to, why) => notices.push(why),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const trainer = opened.value;
  const { network } = asked.options;
  const rows = asked.labels.length;
  let lost = false;
  const dataset = {
    features: Float32Array.from(asked.features),
    labels: Float32Array.from(asked.labels),
    rows,
    width: network.inputs,
  };
  const fitted = await trainer.fit(dataset, Float32Array.from(asked.weights), asked.options, () => {
    if (!asked.loseCard || lost) return;
    lost = true;
    const { gpgpu } = engine().findBackend('webgl') as unknown as {
      gpgpu: { gl: WebGL2RenderingContext };
    };
    gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
  });
  return {
    engine: trainer.engine,
    weights: Array.from(fitted.weights),
    notices,
    tensors: asked.engine === 'simd' ? 0 : memory().numTensors,
  };
}

self.onmessage = ({ data }: MessageEvent<BrowserFit>) => {
  train(data).then(
    (fitted) => self.postMessage(fitted),
    (error: unknown) => self.postMessage({ problem: error instanceof Error ? error.message : String(error) }),
  );
};
