export { NO_CLEANING, remedyFor, withRemedy } from './cleaning.ts';
export { byImportance, effectOf } from './effects.ts';
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
export { describeInference, type InferenceNote, type InferredStudy, inferStudy } from './infer-study.ts';
export type { Inspection } from './inspect.ts';
export { bySeverity, inspect, MIN_USABLE_ROWS } from './inspect.ts';
export { boxFigure } from './profile/figures/box-figure.ts';
export type { Figure, Mark, Tone } from './profile/figures/figure.ts';
export { TEXT_SIZE } from './profile/figures/figure.ts';
export { heatmapFigure } from './profile/figures/heatmap-figure.ts';
export { histogramFigure } from './profile/figures/histogram-figure.ts';
export { missingMatrixFigure } from './profile/figures/missing-figure.ts';
export { percent, shown } from './profile/figures/numbers.ts';
export {
  classBalanceFigure,
  LABEL_MEASURES,
  type Measure,
  missingBarsFigure,
  withLabelFigure,
} from './profile/figures/profile-figures.ts';
export { figureFile } from './profile/figures/svg.ts';
export { type TimePart, timeFigure } from './profile/figures/time-figure.ts';
export { profile } from './profile/profile.ts';
export {
  OUTLIER_HEAD,
  outlierRows,
  overviewRows,
  type SummaryRow,
  summaryRows,
} from './profile/report/feature-rows.ts';
export { type ReportOptions, renderProfileHtml } from './profile/report/render-html.ts';
export type { ColumnProfile, HistogramProfile, Profile } from './profile/schema.ts';
export { profileSchema } from './profile/schema.ts';
export type { StudyColumns } from './study-columns.ts';
export { studyColumns } from './study-columns.ts';
export type * from './types.ts';
export { countOf, finding, listed, quoted } from './words.ts';
