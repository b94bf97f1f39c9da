import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport, untestedFolders, vitestTally } from './reports.mjs';
import { NOTHING } from './tally.mjs';
import { runTool } from './tool.mjs';

/**
 * Each file of tests is told when it ends: on a machine that is busy with other things the files come slowly, and
 * no file takes so long. The whole may take as long as it makes progress.
 */
const SILENT_SECONDS = 600;
const LIMIT_SECONDS = 3600;
const MUST_TEST = ['packages/fl-core', 'apps/coordinator', 'apps/cli', 'apps/web'];

/** Runs every unit test. @returns {Promise<import('./steps.mjs').StepResult>} */
export async function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-unit-'));
  const path = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const run = () =>
      runTool('vitest', ['run', ...reporters], {
        timeoutSeconds: LIMIT_SECONDS,
        silentSeconds: SILENT_SECONDS,
      });
    let { code, output } = await run();
    // A run that was ended without a report has judged nothing: it gets one more chance.
    if (readReport(path) === null) ({ code, output } = await run());
    const report = /** @type {import('./reports.mjs').VitestReport | null} */ (readReport(path));
    // With a report every test has its verdict, even if a worker then would not end.
    if (report && code === 124) code = vitestTally(report).failed > 0 ? 1 : 0;
    if (!report) return { code: code || 1, output, tally: NOTHING };
    const tally = vitestTally(report);
    const untested = untestedFolders(report, MUST_TEST).map((name) => `No unit test of ${name} ran.`);
    return {
      code,
      output: [output.trimEnd(), ...untested].join('\n'),
      summary: `${tally.passed} passed, ${tally.failed} failed`,
      tally: { ...tally, failed: tally.failed + untested.length },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
