/** The WebAssembly SIMD kernel (`packages/fl-core/kernel`), loaded from the bytes that the build made. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { fromBase64 } from '../../model/base64.ts';
import { KERNEL_BINARY } from './kernel-binary.ts';

/** What the kernel exports. Addresses are bytes in `memory`; `allocate` gives 0 when memory cannot grow so far. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  mark(): number;
  release(to: number): void;
  beginNetwork(inputs: number): void;
  addLayer(units: number, activation: number): number;
  allocateBatch(rows: number): number;
  allocateFit(rows: number): number;
  weightsAt(): number;
  gradientAt(): number;
  anchorAt(): number;
  correctionAt(): number;
  setObjective(negativeWeight: number, positiveWeight: number, l2: number): void;
  setOptimizer(kind: number, learningRate: number): void;
  setExtras(mu: number, clipNorm: number, perExampleClip: number, corrected: number): void;
  trainRows(features: number, labels: number, order: number, rows: number): void;
  batchGradient(features: number, labels: number, order: number, rows: number, summed: number): void;
  takeLoss(): number;
  takeClippedRows(): number;
  predict(features: number, width: number, scores: number, rows: number, block: number): void;
  product(...args: readonly number[]): void;
}

let compiled: Promise<WebAssembly.Module> | undefined;

function compile(): Promise<WebAssembly.Module> {
  const bytes = fromBase64(KERNEL_BINARY);
  return bytes ? WebAssembly.compile(bytes.slice()) : Promise.reject(new Error('its bytes are damaged'));
}

/**
 * A kernel with memory of its own. The binary is compiled once.
 * Errors: `ENGINE_UNAVAILABLE` where WebAssembly SIMD is missing or forbidden.
 */
export async function openKernel(): Promise<Result<Kernel>> {
  try {
    compiled ??= compile();
    const { exports } = await WebAssembly.instantiate(await compiled);
    return ok(exports as unknown as Kernel);
  } catch (error) {
    compiled = undefined;
    const why = error instanceof Error ? error.message : String(error);
    return fail({
      code: 'ENGINE_UNAVAILABLE',
      message: `The WebAssembly SIMD kernel could not be started: ${why}.`,
    });
  }
}
