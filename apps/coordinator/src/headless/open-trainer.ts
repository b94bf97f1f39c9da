/** The training engine of a site without a browser. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Result } from '@fedhealth/fl-core/lib';
import { ok } from '@fedhealth/fl-core/lib';
import { type EngineName, openTrainer, type Trainer } from '@fedhealth/fl-core/training';

/** Engines that Node can run, fastest first. */
const ENGINES: readonly EngineName[] = ['simd', 'tfjs-wasm', 'tfjs-cpu'];

export async function openHeadlessTrainer(pinned?: EngineName): Promise<Result<Trainer>> {
  const require = createRequire(import.meta.url);
  const binaries = `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`;
  const opened = await openTrainer(pinned ? [pinned] : ENGINES, { wasmPaths: binaries });
  return opened.ok ? ok(opened.value.trainer) : opened;
}
