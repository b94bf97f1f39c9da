/** The profile of the open file, asked of the worker. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { Profile } from '@fedhealth/fl-core/quality';
import { saveText } from '../lib/save-text.ts';
import type { Problem } from '../worker/api/api.ts';
import { answered, siteWorker } from './site-worker.ts';

export const loadProfile = (): Promise<Result<Profile>> => answered(siteWorker().profile());

/** Saves the profile as a file; null when it went well. */
export async function saveProfile(format: 'html' | 'json'): Promise<Problem | null> {
  const file = await answered(siteWorker().profileFile(format));
  if (!file.ok) return file.error;
  saveText(file.value.name, file.value.text, format === 'html' ? 'text/html' : 'application/json');
  return null;
}
