/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    NOTHING,
  );
}

/** The line CI reads. @param {Tally} tally */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What a runner's own count comes to given how it ended: one that ran nothing, or that ended badly without
 * naming a failed test (a file that would not load, a crash), has failed.
 * @param {Tally | null} counted null when there is no report to read
 * @param {number} exitCode
 * @returns {Tally}
 */
export function judged(counted, exitCode) {
  const tally = counted ?? NOTHING;
  const ranNothing = tally.passed + tally.failed === 0;
  return tally.failed === 0 && (ranNothing || exitCode !== 0) ? { ...tally, failed: 1 } : tally;
}
