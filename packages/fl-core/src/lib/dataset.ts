/** Rows ready for a network. Lives only where the rows live: in a worker or a headless site. */
export interface Dataset {
  /** Row-major `rows × width` inputs, after preprocessing. */
  readonly features: Float32Array;
  /** One 0 or 1 for each row. */
  readonly labels: Float32Array;
  readonly rows: number;
  readonly width: number;
}
