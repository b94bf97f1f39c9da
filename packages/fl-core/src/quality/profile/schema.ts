/** What a profile says, as data: every figure is a finite number or null, never NaN. */
import { z } from 'zod';

const figure = z.number().nullable();
const count = z.number().int().min(0);

const extremeSchema = z.object({
  value: z.number(),
  /** As a spreadsheet shows it: the header is row 1. */
  row: count,
});

const histogramSchema = z.object({
  /** `counts.length + 1` ascending edges; bins are closed on the left, the last on both sides. */
  edges: z.array(z.number()),
  counts: z.array(count),
  /** The same rows by label; rows without a readable label are in `counts` only. */
  positives: z.array(count),
  negatives: z.array(count),
  /** Values beyond the edges: a few far outliers would else squeeze all others into one bin. */
  below: count,
  above: count,
  /** Gaussian density estimates at `at`, in shares per unit; null where there are too few values. */
  density: z
    .object({
      at: z.array(z.number()),
      all: z.array(z.number()),
      positives: z.array(z.number()).nullable(),
      negatives: z.array(z.number()).nullable(),
    })
    .nullable(),
});

const outliersSchema = z.object({
  count,
  /** Values below `low` or above `high` are outliers. */
  low: z.number(),
  high: z.number(),
  /** At most five row numbers. */
  rows: z.array(count),
});

const numericSchema = z.object({
  mean: figure,
  /** Of a sample: divides by n − 1. */
  std: figure,
  min: figure,
  max: figure,
  median: figure,
  /** The interquartile range: from the 25% to the 75% quantile. */
  iqr: figure,
  /** Linear interpolation between order statistics. */
  quantiles: z.object({
    p1: figure,
    p5: figure,
    p25: figure,
    p50: figure,
    p75: figure,
    p95: figure,
    p99: figure,
  }),
  /** Fisher–Pearson, corrected for bias (G1), as pandas' `skew`; null for under 3 values or a constant. */
  skewness: figure,
  /** Excess, corrected for bias (G2), as pandas' `kurt`; null for under 4 values or a constant. */
  kurtosis: figure,
  zeros: count.nullable(),
  /** Median absolute deviation from the median, unscaled. */
  mad: figure,
  /** Readings outside the study's plausible range; null where the study gives none. */
  outsideRange: count.nullable(),
  extremes: z.object({ lowest: z.array(extremeSchema), highest: z.array(extremeSchema) }).nullable(),
  histogram: histogramSchema.nullable(),
  /** Tukey's: whiskers reach the last values within 1.5 interquartile ranges of the box. */
  box: z
    .object({ low: z.number(), q1: z.number(), median: z.number(), q3: z.number(), high: z.number() })
    .nullable(),
  /** Null where the measure does not exist (a spread of nothing). */
  outliers: z.object({ iqr: outliersSchema.nullable(), robustZ: outliersSchema.nullable() }),
});

const topValueSchema = z.object({
  value: z.string(),
  count,
  share: z.number(),
  positives: count,
  labelled: count,
});

const columnProfileSchema = numericSchema.extend({
  name: z.string(),
  kind: z.enum(['numeric', 'categorical', 'boolean', 'time', 'text', 'empty']),
  role: z.enum(['feature', 'label', 'timestamp', 'subject', 'split', 'ignored']),
  unit: z.string().nullable(),
  /** Values of the column's kind; `count + missing` is the number of rows. */
  count,
  /** Cells with nothing in them, and those that cannot be read as the column's kind. */
  missing: count,
  /** The part of `missing` where something was written that cannot be read. */
  unreadable: count,
  distinct: count,
  /** First and last time in ISO 8601; null for other kinds. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The most frequent values of a text, category, boolean or label; null for other kinds. */
  topValues: z.array(topValueSchema).nullable(),
});

const matrixSchema = z.array(z.array(figure));

const bucketsSchema = z.object({
  /** Rows in each bucket: hours from 0, weekdays from Monday, months from January. */
  rows: z.array(count),
  /** By the order of `columns`: the mean in each bucket, null where it holds no value. */
  means: matrixSchema,
});

export const profileSchema = z.object({
  version: z.literal(1),
  study: z.object({ id: z.string(), version: z.number(), title: z.string() }),
  overview: z.object({
    fileName: z.string(),
    bytes: count,
    rows: count,
    columns: count,
    /** Columns beyond the most that a profile holds. */
    columnsLeftOut: count,
    missingCells: count,
    missingShare: figure,
    /** Rows that repeat an earlier row in every column. */
    duplicateRows: count,
    /** Of the table in memory. */
    memoryBytes: count,
    timeSpan: z.object({ from: z.string(), to: z.string(), days: z.number() }).nullable(),
  }),
  columns: z.array(columnProfileSchema),
  missing: z.object({
    columns: z.array(z.object({ name: z.string(), missing: count, share: figure })),
    /** Shares missing by block: equal lengths of time where there is a timestamp, else of rows. */
    matrix: z.object({
      by: z.enum(['time', 'rows']),
      blocks: z.array(z.object({ from: z.string(), to: z.string(), rows: count })),
      columns: z.array(z.string()),
      /** By column, then block; null for a block without rows. */
      shares: matrixSchema,
    }),
    /** Do columns go missing together? Pearson's r of "is missing", of columns that have both. */
    together: z.object({ columns: z.array(z.string()), matrix: matrixSchema }),
  }),
  correlations: z.object({
    /** Numeric and boolean columns, and the label as 0 and 1. */
    columns: z.array(z.string()),
    /** Each over the rows where both have a value. */
    pearson: matrixSchema,
    /** Average ranks for ties, ranked over the rows where both have a value. */
    spearman: matrixSchema,
    mixed: z.object({
      columns: z.array(z.string()),
      /** |Pearson| between numbers, the correlation ratio η with a category, Cramér's V between categories. */
      matrix: matrixSchema,
    }),
    withLabel: z.array(z.object({ name: z.string(), pearson: figure, spearman: figure, mixed: figure })),
    leftOut: count,
  }),
  time: z
    .object({
      column: z.string(),
      columns: z.array(z.string()),
      hour: bucketsSchema,
      weekday: bucketsSchema,
      month: bucketsSchema,
    })
    .nullable(),
  label: z.object({
    column: z.string(),
    positive: z.string(),
    rows: count,
    positives: count,
    negatives: count,
    unlabelled: count,
    share: figure,
  }),
});

/** A file's profile; stays at the hospital. */
export type Profile = z.output<typeof profileSchema>;
export type ColumnProfile = Profile['columns'][number];
export type NumericProfile = z.output<typeof numericSchema>;
export type HistogramProfile = z.output<typeof histogramSchema>;
export type TopValue = z.output<typeof topValueSchema>;
