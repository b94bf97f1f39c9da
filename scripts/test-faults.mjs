/** `npm run test:faults`: every fault test at full length, with real processes. Its last line counts them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followNpm } from './lib/follow-npm.mjs';
import { runMain } from './lib/plain-error.mjs';
import { readReport, vitestTally } from './lib/reports.mjs';
import { judged, NOTHING, tallyLine } from './lib/tally.mjs';
import { runTool } from './lib/tool.mjs';
import { setUp } from './setup.mjs';

/** Thirty restarts of a coordinator, twice what they take on two busy cores. */
const LIMIT_SECONDS = 3600;

let tally = { ...NOTHING, failed: 1 };

followNpm();
await runMain(async () => {
  await setUp();
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-faults-'));
  const path = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${path}`];
    const { code } = await runTool(
      'vitest',
      ['run', 'apps/coordinator/src/faults', 'apps/cli/src/faults', ...reporters],
      {
        env: { FEDHEALTH_FAULTS: 'all' },
        show: true,
        timeoutSeconds: LIMIT_SECONDS,
      },
    );
    const report = /** @type {import('./lib/reports.mjs').VitestReport | null} */ (readReport(path));
    tally = judged(report && vitestTally(report), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
console.log(tallyLine(tally));
process.exitCode = tally.failed === 0 ? 0 : 1;
