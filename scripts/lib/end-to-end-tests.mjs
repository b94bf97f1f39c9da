import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../chromium.mjs';
import { PlainError } from './plain-error.mjs';
import { playwrightTally, readReport } from './reports.mjs';
import { NOTHING } from './tally.mjs';
import { runTool } from './tool.mjs';

/** Runs the tests in a real Chromium; each is shown as it ends. @returns {Promise<import('./steps.mjs').StepResult>} */
export async function endToEndTests() {
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-e2e-'));
  const path = join(folder, 'report.json');
  try {
    const { code } = await runTool('@playwright/test', ['test', '--reporter=list,json'], {
      env: { CHROMIUM_PATH: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: path },
      show: true,
      timeoutSeconds: 1800,
    });
    const report = /** @type {import('./reports.mjs').PlaywrightReport | null} */ (readReport(path));
    const tally = report ? playwrightTally(report) : NOTHING;
    return { code, output: '', summary: `${tally.passed} passed, ${tally.failed} failed`, tally };
  } catch (error) {
    if (error instanceof PlainError) return { code: 1, output: error.message, tally: NOTHING };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
