/** One epoch of a million rows in the simd engine; prints JSON. Memory is what training adds to the rows' making. */
import { initializeWeights } from '@fedhealth/fl-core/model';
import { openTrainer } from '@fedhealth/fl-core/training';
import { makeRows, networkOf, optionsOf } from './contenders.ts';

const ROWS = 1_000_000;
const WIDTH = 7;

const opened = await openTrainer(['simd']);
if (!opened.ok) throw new Error(opened.error.message);
const { trainer } = opened.value;
const network = networkOf(WIDTH, [64, 32]);
const weights = initializeWeights(network, 1);
const options = optionsOf(network, 32);
// Code is compiled, then memory is read before any row is there.
await trainer.fit(makeRows(1000, WIDTH), weights, options);
const before = process.memoryUsage().rss;
const data = makeRows(ROWS, WIDTH);
const started = performance.now();
await trainer.fit(data, weights, options);
const seconds = (performance.now() - started) / 1000;
const megabytes = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
console.log(JSON.stringify({ seconds, megabytes, dataMegabytes: (4 * ROWS * (WIDTH + 1)) / 1e6 }));
