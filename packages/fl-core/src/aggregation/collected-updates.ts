import { usableUpdate, type Vector } from './check-update.ts';
import type { Combine, Combined } from './combine.ts';
import { inOrder } from './in-order.ts';
import type { ClientUpdate, RunFacts } from './strategy.ts';

/** An update whose weights have been checked. */
export interface Collected extends ClientUpdate {
  readonly weights: Vector;
}

/**
 * A rule that has to see all updates at once, as medians do: O(sites × parameters)
 * memory. The vectors are kept as they are, so they must not be written to before `finish`.
 * @param fewest with fewer updates the round is refused (`TOO_FEW_UPDATES`), for the reason given
 */
export const collected =
  (
    rule: (updates: readonly Collected[], length: number, facts: RunFacts) => Combined,
    fewest = 1,
    why: (count: number) => string = () => '',
  ): Combine =>
  (length, facts) => {
    const updates: Collected[] = [];
    let seen = 0;
    return {
      add(update) {
        seen++;
        updates.push({ ...update, weights: usableUpdate(update, length, seen) });
      },
      finish() {
        if (updates.length === 0) return null;
        if (updates.length < fewest) {
          return { error: { code: 'TOO_FEW_UPDATES', message: why(updates.length) } };
        }
        return rule(inOrder(updates), length, facts);
      },
    };
  };
