import { judged } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {object} StepResult
 * @property {number} code exit code
 * @property {string} output shown in full when the step failed
 * @property {string} [summary] a few words shown beside the heading
 * @property {Tally} [tally] what a test runner counted; a step without one counts as a single check
 * @typedef {{ name: string, long?: boolean, run: () => Promise<StepResult> }} Step `long`: said when it starts, too
 */

/**
 * Runs steps, some at a time, each reported under its own heading when it ends.
 * @param {readonly Step[]} steps
 * @param {number} width how many run at once
 * @returns {Promise<Tally[]>} one for each step
 */
export async function runSteps(steps, width) {
  const waiting = [...steps];
  /** @type {Tally[]} */
  const tallies = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) tallies.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return tallies;
}

/** @param {Step} step @returns {Promise<Tally>} */
async function runStep({ name, long, run }) {
  if (long) console.log(`… ${name}`);
  const started = performance.now();
  const { code, output, summary, tally } = await run();
  const count = tally
    ? judged(tally, code)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const heading = `${count.failed === 0 ? '✓' : '✗'} ${name} (${seconds} s)${summary ? `: ${summary}` : ''}`;
  console.log(count.failed === 0 ? heading : `\n${heading}\n${output.trimEnd()}\n`);
  return count;
}
