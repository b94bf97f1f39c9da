/** `npm test`: set-up, every check, every unit test, every end-to-end test. Its last line is what CI reads. */

import { check } from './check.mjs';
import { endToEndTests } from './lib/end-to-end-tests.mjs';
import { followNpm } from './lib/follow-npm.mjs';
import { runMain } from './lib/plain-error.mjs';
import { runSteps } from './lib/steps.mjs';
import { NOTHING, sum, tallyLine } from './lib/tally.mjs';
import { setUp } from './setup.mjs';

let tally = { ...NOTHING, failed: 1 };

followNpm();
await runMain(async () => {
  await setUp();
  const checks = await check({ unit: !process.argv.includes('--no-unit') });
  const endToEnd = process.argv.includes('--no-e2e')
    ? []
    : await runSteps([{ name: 'End-to-end tests', long: true, run: endToEndTests }], 1);
  tally = sum([checks, ...endToEnd]);
});
console.log(tallyLine(tally));
process.exitCode = tally.failed === 0 ? 0 : 1;
