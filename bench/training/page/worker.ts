/// <reference types="vite/client" />
/** The measurements themselves, off the main thread like all training of the product. */
import { calibrate, ENGINE_NAMES, type EngineOptions } from '@fedhealth/fl-core/training';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {
  type Contender,
  engineContender,
  makeRows,
  medians,
  modelFitContender,
  networkOf,
  optionsOf,
  type Timed,
} from '../contenders.ts';
import type { TrainingReport } from './report.ts';
import { playRounds } from './rounds.ts';

const absolute = (path: string): string => new URL(path, self.location.href).href;
const OPTIONS: EngineOptions = { wasmPaths: { simd: absolute(simd), plain: absolute(plain) } };
const HIDDEN = [64, 32];
const BATCH = 32;

async function epochs(): Promise<readonly Timed[]> {
  const data = makeRows(2000, 7);
  const open = (engine: (typeof ENGINE_NAMES)[number], each: number) =>
    engineContender(engine, data, HIDDEN, BATCH, each, OPTIONS);
  const quick = [await open('simd', 10), await open('tfjs-wasm', 1), await open('tfjs-cpu', 1)];
  const fits = [
    await modelFitContender('wasm', data, HIDDEN, BATCH),
    await modelFitContender('cpu', data, HIDDEN, BATCH),
  ];
  const started = (list: readonly (Contender | null)[]): Contender[] => list.flatMap((one) => one ?? []);
  const timed = await medians([...started(quick), ...fits], 7);
  // Software graphics are hundreds of times slower: few turns tell enough.
  const slow = await medians(started([await open('tfjs-webgl', 1), await open('tfjs-webgpu', 1)]), 1);
  return [...timed, ...slow];
}

async function report(): Promise<TrainingReport> {
  const fit = optionsOf(networkOf(100, [1024, 512]), 256);
  const shared = { fit, engines: ENGINE_NAMES, engineOptions: OPTIONS };
  const wide = await calibrate({ ...shared, budget: 120_000 });
  const started = performance.now();
  const { ranking } = await calibrate(shared);
  const wideChoice = { engine: ranking[0], milliseconds: performance.now() - started };
  return { epochs: await epochs(), wide: wide.timings, wideChoice };
}

type Question = { readonly kind: 'speed' } | { readonly kind: 'rounds'; readonly rounds: number };

self.onmessage = ({ data }: MessageEvent<Question>) => {
  const answer = data.kind === 'speed' ? report() : playRounds(data.rounds, OPTIONS);
  answer.then(
    (done) => self.postMessage(done),
    (error: unknown) => self.postMessage({ failed: String(error) }),
  );
};
