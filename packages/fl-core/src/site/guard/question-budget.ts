/** How often the same rows may be asked of (SPEC.md, Q12). */
import { fail, ok, type Result } from '../../lib/result.ts';
import type { SiteRules } from '../../privacy/index.ts';
import type { ToldRows } from './disclosure-memory.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The rows' runs with this one among them, or why it may not ask. A run that has asked before may go on. */
export function admitRun(
  runs: ToldRows['runs'],
  run: string,
  now: number,
  { runsPerDay }: SiteRules,
): Result<ToldRows['runs']> {
  if (runs.some((one) => one.run === run)) return ok(runs);
  // A clock that was set back makes no room.
  const today = runs.filter(({ at }) => now - at < DAY_MS);
  if (today.length < runsPerDay) return ok([...today, { run, at: now }]);
  const next = new Date(Math.min(...today.map(({ at }) => at)) + DAY_MS);
  return fail({
    code: 'QUESTIONS_SPENT',
    message: `This hospital answers ${runsPerDay} runs a day about the same rows, and as many have asked. The next may ask from ${next.toISOString().slice(0, 16).replace('T', ' ')} UTC on. Who set this rule for the hospital can allow more.`,
  });
}
