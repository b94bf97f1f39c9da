import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */

/** @param {string} path @returns {unknown} null when the runner wrote none */
export function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** @param {VitestReport} report @returns {Tally} */
export function vitestTally(report) {
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The folders of which no test ran: a suite that no longer finds its tests must not pass.
 * @param {VitestReport} report
 * @param {readonly string[]} folders
 */
export function untestedFolders(report, folders) {
  const ran = report.testResults.filter(({ assertionResults }) =>
    assertionResults.some(({ status }) => status === 'passed' || status === 'failed'),
  );
  return folders.filter(
    (folder) => !ran.some(({ name }) => name.replaceAll('\\', '/').includes(`/${folder}/`)),
  );
}

/** A test that passed only when tried again counts as failed. @param {PlaywrightReport} report @returns {Tally} */
export function playwrightTally({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
