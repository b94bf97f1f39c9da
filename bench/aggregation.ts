/**
 * Aggregation arithmetic: gigabytes of float32 updates a second, from the updates in memory to the next
 * global model, checks included. FedAvg has a limit to keep; the other strategies are shown beside it.
 */
import { createStrategy, STRATEGIES } from '@fedhealth/fl-core/aggregation';
import { createRng } from '@fedhealth/fl-core/lib';
import { atLeast, type Check, median } from './check.ts';

/** The default study's network, and a wide one whose updates are larger than a processor's caches. */
const SIZES = [2_625, 1_000_000] as const;
const SITES = 15;
const RUNS = 7;
/** How much each run works through at least, so that a timer's steps do not show. */
const BYTES_A_RUN = 200e6;
const LEAST_GIGABYTES = 1;

interface Measured {
  readonly title: string;
  /** GB a second for each of `SIZES`. */
  readonly rates: readonly number[];
}

/** True when FedAvg keeps its limit at every size. */
export async function aggregation(): Promise<boolean> {
  const updates = SIZES.map(updatesOf);
  const measured = STRATEGIES.map(({ kind, title }): Measured => {
    const limited = kind === 'fedAvg';
    return { title, rates: updates.map((some) => measure(kind, some, limited ? BYTES_A_RUN : 0)) };
  });
  const figures = (rates: readonly number[]) => rates.map((rate) => rate.toFixed(2).padStart(6)).join('  ');
  console.log(
    `GB a second for updates of ${SITES} sites, ${SIZES.join(' and ')} weights; medians of ${RUNS} runs`,
  );
  for (const { title, rates } of measured) console.log(`  ${title.padEnd(14)}${figures(rates)}`);
  const [fedAvg] = measured;
  const checks = SIZES.map(
    (size, i): Check =>
      atLeast(fedAvg?.rates[i] ?? 0, LEAST_GIGABYTES, 'GB/s', `FedAvg over ${size} weights`),
  );
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}

function updatesOf(length: number) {
  const rng = createRng(length);
  return Array.from({ length: SITES }, (_, i) => ({
    id: `site-${String(i).padStart(2, '0')}`,
    weights: Float32Array.from({ length }, () => rng.next() - 0.5),
    examples: 100 + rng.int(10_000),
    steps: 10 + i,
  }));
}

function measure(kind: string, updates: ReturnType<typeof updatesOf>, bytesARun: number): number {
  const strategy = createStrategy({ kind });
  const length = updates[0]?.weights.length ?? 0;
  const global = new Float32Array(length);
  const bytes = 4 * length * updates.length;
  const times = Math.max(1, Math.ceil(bytesARun / bytes));
  const round = (): void => {
    if (strategy.aggregate(global, updates).reason !== null) throw new Error(`${kind} refused the updates.`);
  };
  // Until the compiler has seen it often enough.
  for (let i = 0; i < Math.min(times, 200) + 1; i++) round();
  const rates = Array.from({ length: RUNS }, () => {
    const since = performance.now();
    for (let i = 0; i < times; i++) round();
    return (bytes * times) / (performance.now() - since) / 1e6;
  });
  return median(rates);
}
