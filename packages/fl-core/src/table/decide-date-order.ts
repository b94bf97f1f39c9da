/** Which of day and month comes first in a column, by its own rows where they tell. */
import { type DateOrder, swapDayAndMonth } from './parse-day-month.ts';
import type { TimeReading } from './reading.ts';
import { CLOCK, EITHER_ORDER, FIRST_IS_DAY, FIRST_IS_MONTH, ZONED } from './time-forms.ts';

export type ColumnTimes = Omit<TimeReading, 'column'>;

interface Choices {
  readonly dateOrder: DateOrder | null;
  readonly clock: ((instant: number) => number) | null;
}

/**
 * Decides, and brings `times` into the form that a table has. A row such as 25/03 decides for its column; so
 * does the majority where rows contradict each other. Where no row tells, the choice given does, and without
 * one the day is taken to come first and the column is called ambiguous.
 */
export function decideDateOrder(
  { times, forms }: { times: Float64Array; forms: Uint8Array },
  { dateOrder, clock }: Choices,
): ColumnTimes {
  const counts = new Float64Array(8);
  for (let row = 0; row < forms.length; row++) {
    const form = forms[row] ?? 0;
    counts[form] = (counts[form] ?? 0) + 1;
  }
  const count = (form: number): number => counts[form] ?? 0;
  const dayFirst = count(FIRST_IS_DAY);
  const monthFirst = count(FIRST_IS_MONTH);
  const told = dayFirst + monthFirst > 0;
  const order: DateOrder = told
    ? monthFirst > dayFirst
      ? 'monthFirst'
      : 'dayFirst'
    : (dateOrder ?? 'dayFirst');
  const wrong = order === 'dayFirst' ? FIRST_IS_MONTH : FIRST_IS_DAY;
  const swap = order === 'monthFirst' && count(EITHER_ORDER) > 0;
  if (swap || count(wrong) > 0 || (clock && count(ZONED) > 0)) {
    for (let row = 0; row < forms.length; row++) {
      const form = forms[row] ?? 0;
      const time = times[row] ?? Number.NaN;
      if (form === wrong) times[row] = Number.NaN;
      else if (form === EITHER_ORDER && swap) times[row] = swapDayAndMonth(time);
      else if (form === ZONED && clock) times[row] = clock(time);
    }
  }
  const either = count(EITHER_ORDER);
  return {
    cells: count(CLOCK) + count(ZONED) + either + dayFirst + monthFirst,
    zoned: count(ZONED),
    order: told || either > 0 ? order : null,
    ambiguous: !told && either > 0 && dateOrder === null,
    contrary: count(wrong),
  };
}
