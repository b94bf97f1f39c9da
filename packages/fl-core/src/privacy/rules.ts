/**
 * What may leave a hospital, in one place: the numbers that the code goes by and the sentences that its
 * page shows. Threshold and complementary suppression follow the practice of statistical offices
 * (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4).
 */

/** The fewest people that a count, a mean or a spread may be of: subjects where the study has any, else records. */
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
    text: `Neighbouring bars of a histogram are joined until each that leaves is of at least ${MIN_CELL} people; empty bars are joined as well.`,
  },
  {
    id: 'categories',
    title: 'Rare values stay',
    text: `Values with fewer than ${MIN_CELL} records are sent as one “other” count without their names. It holds at least two values and ${MIN_CELL} records, so that none can be worked out from the total; for that the smallest of the frequent values may join it.`,
  },
  {
    id: 'moments',
    title: `No mean of fewer than ${MIN_CELL} values`,
    text: `Mean and spread of a column leave only when at least ${MIN_CELL} people are behind them. A training loss over fewer rows stays as well.`,
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
    text: 'The statistics of a hospital with too few rows for these rules are left out, and the scales come from the others. From the update of few rows some could be worked out: below this hospital’s own limit (20 training rows unless you set another, never under 10) it measures the model and sends no update. An update is never one step over fewer than 10 rows, and what the network learned from fewer than 10 is taken out of it.',
  },
  {
    id: 'people',
    title: 'Patients, not rows',
    text: `Where the study has a patient column, every “${MIN_CELL}” here counts patients: forty rows of one patient are one. A column of free text with many rare entries, names perhaps, is told of as “other” only.`,
  },
  {
    id: 'few-valued',
    title: 'Columns of few values',
    text: `A column of few different numbers, as 0, 1 and 2, is told of exactly only when at least ${MIN_CELL} people have each; else mean and spread have no more digits than ${MIN_CELL} people can change, so that nobody can work out how many have a rare value.`,
  },
  {
    id: 'questions',
    title: 'Questions have a budget',
    text: 'The same rows get the same answer, however often and in whatever words they are asked about, and only so many runs a day may ask (10 unless you set another). Ranges for histograms are answered only where they follow from the hospitals’ merged figures.',
  },
  {
    id: 'files',
    title: 'A file that has changed a little',
    text: `This computer remembers, as hashes, which rows it has told of. A file that differs from an earlier one in fewer than ${MIN_CELL} people gets the earlier answer, and new rows wait: two answers that differ could be subtracted.`,
  },
  {
    id: 'models',
    title: 'Models are checked, too',
    text: 'A run’s first model is the study’s initialisation, which this hospital works out for itself, or a version that it has seen made. Later ones have to lie where training can have brought them. A model that was built to write rows into an update is refused and kept as evidence.',
  },
];
