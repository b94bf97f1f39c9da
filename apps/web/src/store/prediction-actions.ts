/** Scores of the open file by a finished model, as functions over the worker. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { SiteModel } from '@fedhealth/fl-core/protocol';
import { proxy } from 'comlink';
import { saveBlob } from '../lib/save-text.ts';
import type { Problem } from '../worker/api/api.ts';
import type { PredictionView } from '../worker/api/prediction-api.ts';
import { answered, siteWorker } from './site-worker.ts';

export const listModels = (): Promise<Result<SiteModel[]>> => answered(siteWorker().models());

/** `onProgress` hears the share of the rows that are done. */
export const predict = (
  version: number,
  onProgress: (done: number) => void,
): Promise<Result<PredictionView>> => answered(siteWorker().predict(version, proxy(onProgress)));

export const cancelPrediction = (): void => void siteWorker().cancelPrediction();

/** Saves the rows with their scores as CSV; null when it went well. */
export async function saveScores(threshold: number): Promise<Problem | null> {
  const file = await answered(siteWorker().scoredFile(threshold));
  if (!file.ok) return file.error;
  saveBlob(file.value.name, file.value.blob);
  return null;
}
