/** `npm run bench -- NAME`: benchmarks that print ratios measured in one run, and fail when a limit is missed. */
import { aggregation } from './aggregation.ts';
import { compression } from './compression.ts';
import { federation } from './federation.ts';
import { hostile } from './hostile.ts';
import { ingest } from './ingest.ts';
import { training } from './training.ts';

const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  aggregation,
  compression,
  federation,
  hostile,
  ingest,
  training,
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (benchmark) {
  process.exitCode = (await benchmark(args)) ? 0 : 1;
} else {
  process.stderr.write(`Say which benchmark: ${Object.keys(BENCHMARKS).join(', ')}.\n`);
  process.exitCode = 2;
}
