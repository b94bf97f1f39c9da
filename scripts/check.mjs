/** `npm run check [-- --no-unit]`: format, lint, types, dependency rules, unused code, unit tests. */

import { pathToFileURL } from 'node:url';
import { staticSteps } from './lib/check-steps.mjs';
import { followNpm } from './lib/follow-npm.mjs';
import { runMain } from './lib/plain-error.mjs';
import { runSteps } from './lib/steps.mjs';
import { sum, tallyLine } from './lib/tally.mjs';
import { unitTests } from './lib/unit-tests.mjs';
import { setUp } from './setup.mjs';

/**
 * The static checks two at a time, then the unit tests, which use every core themselves.
 * @param {{ unit: boolean }} options
 * @returns {Promise<import('./lib/tally.mjs').Tally>}
 */
export async function check({ unit }) {
  const statics = await runSteps(staticSteps(), 2);
  const units = unit ? await runSteps([{ name: 'Unit tests', long: true, run: unitTests }], 1) : [];
  return sum([...statics, ...units]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  followNpm();
  await runMain(async () => {
    await setUp();
    const tally = await check({ unit: !process.argv.includes('--no-unit') });
    console.log(tallyLine(tally));
    process.exitCode = tally.failed === 0 ? 0 : 1;
  });
}
