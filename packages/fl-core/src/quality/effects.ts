/** What a finding means for training, and what matters most: one place for every code. */
import type { Finding } from './types.ts';

const NOT_JOINED = 'The files cannot be put together, so columns that the model reads are missing.';

/** The most important first, of equal severity. */
const EFFECTS: readonly (readonly [code: string, effect: string])[] = [
  ['SOURCE_WITHOUT_TIME', NOT_JOINED],
  ['SOURCES_DO_NOT_OVERLAP', NOT_JOINED],
  ['SOURCES_SHARE_NO_SUBJECT', NOT_JOINED],
  ['NO_SOURCE_HAS_LABEL', NOT_JOINED],
  ['STUDY_WITHOUT_TIME', NOT_JOINED],
  ['LABEL_COLUMN_MISSING', 'Without the outcome nothing can be learned from this file.'],
  ['LABEL_VALUES', 'It cannot be told which rows had the outcome, so none can be learned from.'],
  ['TOO_FEW_ROWS', 'So few rows can neither teach the model nor measure it.'],
  ['COLUMNS_UNCONFIRMED', 'Until the columns are confirmed, nothing is learned from this file.'],
  [
    'COLUMN_MISSING',
    'The model reads this column in every hospital; without it this file cannot be read alike.',
  ],
  ['NO_NUMBERS', 'The model would read nothing but filled-in values here.'],
  ['NO_BOOLEANS', 'The model would read nothing but filled-in values here.'],
  ['TIMESTAMP_MISSING', 'Training and test rows cannot be told apart.'],
  ['TIMESTAMP_UNREADABLE', 'Training and test rows cannot be told apart.'],
  ['NO_TRAIN_ROWS', 'There is nothing to learn from.'],
  [
    'LEAKAGE_SUSPECTED',
    'The model would look excellent here and fail on new patients, because it learns from the answer.',
  ],
  ['SUBJECT_IN_BOTH', 'The test flatters the model: it meets people it has learned by heart.'],
  ['ONE_CLASS', 'With one outcome only, these rows pull the model towards always giving that answer.'],
  [
    'LABEL_IMBALANCED',
    'The model may learn to give the common answer always; accuracy then looks high and recall is low.',
  ],
  [
    'STUCK_SENSOR',
    'Invented constancy hides the real course and blurs what the model learns of this column.',
  ],
  ['OUT_OF_RANGE', 'The values are not used, and filled-in ones teach less than true ones.'],
  ['TEXT_IN_NUMBERS', 'The cells are not used, and filled-in values teach less than true ones.'],
  ['NOT_BOOLEAN', 'The cells are not used, and filled-in values teach less than true ones.'],
  ['COLUMN_EMPTY', 'The model would read nothing but filled-in values here.'],
  ['MISSING_BURSTS', 'Filled-in values stand in for whole episodes, which may be just the ones that matter.'],
  [
    'MISSING_VALUES',
    'Filled-in values carry no news; the more there are, the weaker what is learned from this column.',
  ],
  [
    'DUPLICATE_ROWS',
    'A repeated row counts twice, and may stand in training and test at once, which flatters the test.',
  ],
  [
    'DUPLICATE_TIMESTAMPS',
    'Two readings for one moment count twice, and contradict each other where they differ.',
  ],
  ['CONSTANT_COLUMN', 'A column that never changes tells the model nothing at this hospital.'],
  ['NEAR_CONSTANT', 'The model sees almost no difference here; the few other values can weigh too much.'],
  ['MANY_CATEGORIES', 'Many rare values make many inputs with little to learn from each.'],
  ['UNKNOWN_CATEGORY', 'Such rows are used, but as if this column said nothing.'],
  [
    'SOURCE_UNMATCHED',
    'Filled-in values carry no news; the more rows have no match, the weaker what is learned.',
  ],
  ['LABEL_MISSING', 'The rows are not used; if they are not missing by chance, the rest is a biased sample.'],
  ['LABEL_UNKNOWN', 'The rows are not used; if they are not missing by chance, the rest is a biased sample.'],
  ['TIME_GAPS', 'What happened in the gaps is not learned; profiles by hour or month may be skewed.'],
  ['TIME_MISSING', 'The rows are learned from, but cannot be placed in time.'],
  ['NO_TEST_ROWS', 'The model can learn here, but nobody can say how well it does here.'],
  [
    'FEW_ROWS_FOR_STUDY',
    'Alone this file would be learned by heart; together with other hospitals it still helps.',
  ],
  ['DUPLICATE_HEADER', 'The model reads the first column of that name only.'],
  ['ROW_TOO_SHORT', 'The cells that are not there are filled in, and teach less than true ones.'],
  ['ROW_TOO_LONG', 'Values in the wrong column teach the model something false.'],
  ['QUOTE_NOT_CLOSED', 'Cells may have run together, and are then read as text.'],
  ['HEADER_WITHOUT_NAME', 'None: the model does not read this column.'],
];

const RANK = new Map(EFFECTS.map(([code], index) => [code, index]));
const EFFECT = new Map(EFFECTS);
const SEVERITY = { error: 0, warning: 1, info: 2 };

/** One sentence on what a finding does to training; undefined for a code that is not known here. */
export const effectOf = (code: string): string | undefined => EFFECT.get(code);

/** Errors first, then warnings, then the rest; among equals what harms training most, then the most frequent. */
export function byImportance(findings: readonly Finding[]): Finding[] {
  const rank = ({ code }: Finding): number => RANK.get(code) ?? EFFECTS.length;
  return [...findings].sort(
    (a, b) => SEVERITY[a.severity] - SEVERITY[b.severity] || rank(a) - rank(b) || b.count - a.count,
  );
}
