/** Starts the training engine of this browser. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { TrainerOpening } from '@fedhealth/fl-core/site';
import { chooseEngine, type EngineName, type Trainer } from '@fedhealth/fl-core/training';
// Never the threaded binary: it breaks under minification on cross-origin isolated pages.
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/**
 * In the order they are measured: those that take little time to start come first, and last the one whose
 * single step can take longest, which no clock can interrupt.
 */
const ENGINES: readonly EngineName[] = ['simd', 'tfjs-wasm', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-cpu'];

export const openEngine = (opening: TrainerOpening): Promise<Result<Trainer>> =>
  chooseEngine({ ...opening, engines: ENGINES, engineOptions: { wasmPaths: { simd, plain } } });
