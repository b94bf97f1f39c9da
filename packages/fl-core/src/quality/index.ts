export {
  booleanReader,
  categoryReader,
  countValues,
  listedCategories,
  MAX_CATEGORIES,
  MISSING,
  numericReader,
  plausibleRange,
  UNLISTED,
} from './feature-values.ts';
export type { Inspection } from './inspect.ts';
export { bySeverity, inspect, MIN_USABLE_ROWS } from './inspect.ts';
export type { StudyColumns } from './study-columns.ts';
export { studyColumns } from './study-columns.ts';
export type * from './types.ts';
export { countOf, finding, listed, quoted } from './words.ts';
