import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport, untestedFolders, vitestTally } from './reports.mjs';
import { NOTHING } from './tally.mjs';
import { runTool } from './tool.mjs';

const MUST_TEST = ['packages/fl-core', 'apps/coordinator', 'apps/web'];

/** Runs every unit test. @returns {Promise<import('./steps.mjs').StepResult>} */
export async function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-unit-'));
  const path = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const { code, output } = await runTool('vitest', ['run', ...reporters]);
    const report = /** @type {import('./reports.mjs').VitestReport | null} */ (readReport(path));
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
