/** What the page may ask about scoring the open file with a finished model. Counts come back, never a row. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { ScoreCounts } from '@fedhealth/fl-core/metrics';
import type { SiteModel } from '@fedhealth/fl-core/protocol';
import type { CleanedFile } from './preparation-api.ts';

export interface PredictionView extends ScoreCounts {
  readonly modelVersion: number;
  readonly fileName: string;
}

export interface PredictionApi {
  /** The study's finished models, newest first. Problems: `NOT_JOINED`, those of the connection. */
  models(): Promise<Result<SiteModel[]>>;
  /** Fetches the model and scores every row of the open file. Another prediction under way is cancelled (`CANCELLED`). */
  predict(version: number, onProgress: (done: number) => void): Promise<Result<PredictionView>>;
  cancelPrediction(): void;
  /** The rows with their scores as CSV; `threshold` decides what is "above". Problem: `NO_PREDICTION`. */
  scoredFile(threshold: number): Promise<Result<CleanedFile>>;
}
