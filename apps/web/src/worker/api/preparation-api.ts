/** What the page may ask about preparing the open file. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { PreparationEffects } from '@fedhealth/fl-core/preprocessing';
import type { CleaningChoices } from '@fedhealth/fl-core/quality';
import type { OpenedSummary } from './files-api.ts';

export interface PreparationView extends PreparationEffects {
  /** Whose statistics the pipeline was fitted on. */
  readonly fittedOn: 'federation' | 'thisFile';
  /** SHA-256 of the prepared training rows; null where the browser cannot hash. */
  readonly sha256: string | null;
}

export interface CleanedFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface PreparationApi {
  /** Prepares the open file anew with these choices. Problems: `NO_FILE`, `ALREADY_JOINED`. */
  applyCleaning(choices: CleaningChoices): Promise<Result<OpenedSummary>>;
  /** What the preparation does to each feature, with the run's pipeline or until there is one the file's own. */
  preparation(): Promise<Result<PreparationView>>;
  /** The prepared rows as CSV, in the file's own units. */
  cleanedFile(): Promise<Result<CleanedFile>>;
}
