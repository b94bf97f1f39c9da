/**
 * What may leave a hospital, in one place: the numbers that the code goes by and the sentences that its
 * page shows. Threshold and complementary suppression follow the practice of statistical offices
 * (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4).
 */

/** The fewest records that a count, a mean or a spread may be of. */
export const MIN_CELL = 10;

/** The fewest hospitals behind a merged figure that goes back to hospitals: with two, each could subtract itself. */
export const MIN_SITES = 3;

export interface DisclosureRule {
  readonly id: string;
  readonly title: string;
  /** One or two sentences for hospital staff. */
  readonly text: string;
}

export const DISCLOSURE_RULES: readonly DisclosureRule[] = [
  {
    id: 'rows',
    title: 'Rows stay',
    text: 'No row and no single value leaves. How many training and test rows you have is told exactly: updates are weighed by it.',
  },
  {
    id: 'cells',
    title: `No count under ${MIN_CELL}`,
    text: `Neighbouring bars of a histogram are joined until each that leaves counts at least ${MIN_CELL} records; empty bars are joined as well.`,
  },
  {
    id: 'categories',
    title: 'Rare values stay',
    text: `Values with fewer than ${MIN_CELL} records are sent as one “other” count without their names. It holds at least two values and ${MIN_CELL} records, so that none can be worked out from the total; for that the smallest of the frequent values may join it.`,
  },
  {
    id: 'moments',
    title: `No mean of fewer than ${MIN_CELL} values`,
    text: `Mean and spread of a column leave only when at least ${MIN_CELL} values are behind them. A training loss over fewer rows stays as well.`,
  },
  {
    id: 'extremes',
    title: 'No smallest or largest value',
    text: `Minimum and maximum never leave, and the outermost bars of a histogram reach to its ends. A column in which one value makes up more than half and fewer than ${MIN_CELL} others differ is not told of: its mean would be that value.`,
  },
  {
    id: 'outcome',
    title: 'Both outcomes or neither',
    text: `How many training rows have the outcome is told only when at least ${MIN_CELL} have it and ${MIN_CELL} do not.`,
  },
  {
    id: 'evaluation',
    title: 'How the model did here',
    text: `Scores on your test rows are sent only when at least ${MIN_CELL} of them have the outcome and ${MIN_CELL} do not. Then right and wrong decisions are counted exactly, small counts too: they tell how the model does, not what a patient has, and rounding them would falsify the federation’s recall.`,
  },
  {
    id: 'shape',
    title: 'Checks before a run',
    text: `Before a run the names and kinds of the study’s columns leave, shares of missing and implausible values in steps of 5 %, and mean and spread rounded to three digits, under the rules above. That a column lacks values says how the data were collected; those counts may be small.`,
  },
  {
    id: 'return',
    title: 'What comes back',
    text: `Merged figures of all hospitals are shown to hospitals only where at least ${MIN_SITES} of them contributed: with two, each could subtract itself and see the other.`,
  },
  {
    id: 'small',
    title: 'Small hospitals',
    text: 'A hospital with too few rows for these rules can still train. Its statistics are left out, and the scales come from the others.',
  },
];
