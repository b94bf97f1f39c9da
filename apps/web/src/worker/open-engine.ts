/** Starts the training engine of this browser. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { type EngineName, openTrainer, type Trainer } from '@fedhealth/fl-core/training';
// Never the threaded binary: it breaks under minification on cross-origin isolated pages.
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

const PREFERENCES: readonly EngineName[] = ['simd', 'tfjs-wasm', 'tfjs-cpu'];

export async function openEngine(): Promise<Result<Trainer>> {
  const opened = await openTrainer(PREFERENCES, { wasmPaths: { simd, plain } });
  return opened.ok ? ok(opened.value.trainer) : opened;
}
