/** Remedies, the preparation's effects and the cleaned file, as functions over the worker and the store. */
import type { Result } from '@fedhealth/fl-core/lib';
import { type Finding, NO_CLEANING, withRemedy } from '@fedhealth/fl-core/quality';
import { saveBlob } from '../lib/save-text.ts';
import type { Problem } from '../worker/api/api.ts';
import type { PreparationView } from '../worker/api/preparation-api.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker } from './site-worker.ts';

/** Applies a finding's remedy, or takes it back; the summary in the store follows. Null when it went well. */
export async function applyRemedy(finding: Finding, apply: boolean): Promise<Problem | null> {
  const { dataset } = useSiteStore.getState();
  if (dataset.status !== 'ready') return null;
  const choices = withRemedy(dataset.summary.cleaning ?? NO_CLEANING, finding, apply);
  const prepared = await answered(siteWorker().applyCleaning(choices));
  if (!prepared.ok) return prepared.error;
  const now = useSiteStore.getState().dataset;
  // Another file may have been opened meanwhile.
  if (now.status === 'ready' && now.summary === dataset.summary) {
    useSiteStore.getState().setDataset({ ...now, summary: prepared.value });
  }
  return null;
}

export const loadPreparation = (): Promise<Result<PreparationView>> => answered(siteWorker().preparation());

/** Saves the prepared rows as CSV; null when it went well. */
export async function saveCleanedFile(): Promise<Problem | null> {
  const file = await answered(siteWorker().cleanedFile());
  if (!file.ok) return file.error;
  saveBlob(file.value.name, file.value.blob);
  return null;
}
