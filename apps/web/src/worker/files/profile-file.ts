/** The open file's profile as a file to keep. */
import { renderProfileHtml } from '@fedhealth/fl-core/quality';
import type { SiteData } from '@fedhealth/fl-core/site';
import type { ModelFile } from '../api/api.ts';

export function profileFile(data: SiteData, format: 'html' | 'json'): ModelFile {
  const profile = data.profile();
  const { findings } = data.summary;
  const name = `${profile.overview.fileName.replace(/\.\w+$/, '')}-profile.${format}`;
  const text =
    format === 'json'
      ? `${JSON.stringify({ ...profile, findings }, null, 2)}\n`
      : renderProfileHtml(profile, data.study, { generatedAt: new Date(), findings });
  return { name, text };
}
