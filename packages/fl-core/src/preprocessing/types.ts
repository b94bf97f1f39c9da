/** What sites tell each other of their columns, and the transformation fitted on it. */

/** Count, mean and centred sum of squares of a numeric column: merges exactly (Chan et al. 1979). */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Σ (x − mean)² */
  readonly m2: number;
}

/** Counts between fixed edges: `edges.length − 1` bins, left-closed, the last closed on both sides. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** One site's first answer: moments of numbers, counts of values. Keys are feature names. */
export interface MomentsSummary {
  readonly rows: number;
  /** Rows with the outcome; null when that may not be told. */
  readonly positives: number | null;
  readonly numeric: Readonly<Record<string, Moments>>;
  readonly categorical: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of categorical and boolean features: records of values that are too rare to be named. */
  readonly other?: Readonly<Record<string, number>>;
  /** Features that are not told of: `few` values, or values that are as good as all `alike`. */
  readonly withheld?: Readonly<Record<string, 'few' | 'alike'>>;
}

/** One site's second answer: histograms between the edges it was given. Keys are feature names. */
export interface HistogramSummary {
  readonly numeric: Readonly<Record<string, readonly number[]>>;
}

/** The edges every site bins with, by numeric feature. */
export type HistogramEdges = Readonly<Record<string, readonly number[]>>;

/** The federation's statistics of one feature. */
export type FeatureStatistics =
  | {
      readonly kind: 'numeric';
      readonly name: string;
      readonly count: number;
      readonly mean: number;
      /** Population standard deviation (divides by n). */
      readonly sd: number;
      readonly median: number;
      readonly histogram: Histogram;
      /** No site could tell of it, and at some its values are as good as all alike. */
      readonly alike?: boolean;
    }
  | {
      readonly kind: 'categorical' | 'boolean';
      readonly name: string;
      readonly count: number;
      readonly values: Readonly<Record<string, number>>;
      readonly mostFrequent: string;
    };

export interface FederatedStatistics {
  readonly rows: number;
  /** Null when a site could not tell. */
  readonly positives: number | null;
  readonly features: readonly FeatureStatistics[];
}

/** One feature's way into the network. */
export type FeatureStep =
  | {
      readonly kind: 'numeric';
      readonly name: string;
      /** Values outside count as missing. */
      readonly range?: readonly [number, number];
      /** What happens to values beyond the federation's outlier quantiles; absent: they are kept. */
      readonly outliers?: {
        readonly treat: 'winsorize' | 'missing';
        readonly low: number;
        readonly high: number;
      };
      readonly impute: number;
      /** Subtracted, before the division by `spread`. */
      readonly centre: number;
      /** Never 0: a constant column is divided by 1. */
      readonly spread: number;
      /** A second input, 1 where the value was missing (or an outlier that counts as missing). */
      readonly indicator?: true;
    }
  | {
      readonly kind: 'categorical';
      readonly name: string;
      /** One 0/1 input each; a value not listed gives all zeros. */
      readonly categories: readonly string[];
      readonly impute: string;
      /** One more input after the categories', 1 where the value was missing. */
      readonly indicator?: true;
    }
  | {
      readonly kind: 'boolean';
      readonly name: string;
      readonly impute: 0 | 1;
      readonly indicator?: true;
    }
  | {
      readonly kind: 'time';
      /** The timestamp column. */
      readonly name: string;
      /** Two inputs each, sine and cosine; both 0 without a readable time. */
      readonly parts: readonly ('hour' | 'weekday' | 'month')[];
    };

/** The fitted preprocessing: serialisable, the same at every site, part of the model artifact. */
export interface Pipeline {
  readonly version: 1;
  readonly steps: readonly FeatureStep[];
  /** Names of the network's inputs in order, as `heart_rate`, `heart_rate missing`, `sex=female` or `timestamp hour sin`. */
  readonly inputs: readonly string[];
}
