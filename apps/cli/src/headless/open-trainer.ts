/** The training engine of a site without a browser. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Result } from '@fedhealth/fl-core/lib';
import { ok } from '@fedhealth/fl-core/lib';
import type { TrainerOpening } from '@fedhealth/fl-core/site';
import { chooseEngine, type EngineName, openTrainer, type Trainer } from '@fedhealth/fl-core/training';

/** Engines that Node can run, in the order they are measured. */
const ENGINES: readonly EngineName[] = ['simd', 'tfjs-wasm', 'tfjs-cpu'];

function engineOptions(): { wasmPaths: string } {
  const require = createRequire(import.meta.url);
  return { wasmPaths: `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/` };
}

/** The one that was pinned, and no other; else the first that starts. */
export async function openHeadlessTrainer(pinned?: EngineName): Promise<Result<Trainer>> {
  const opened = await openTrainer(pinned ? [pinned] : ENGINES, engineOptions());
  return opened.ok ? ok(opened.value.trainer) : opened;
}

/** The one that was pinned on the command line, and no other; else the study's, or the fastest of this machine. */
export const openSiteTrainer =
  (pinned?: EngineName) =>
  (opening: TrainerOpening): Promise<Result<Trainer>> =>
    chooseEngine({
      ...opening,
      engines: pinned ? [pinned] : ENGINES,
      pin: pinned ? null : opening.pin,
      engineOptions: engineOptions(),
    });
