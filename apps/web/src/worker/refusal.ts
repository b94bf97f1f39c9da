/** What a coordinator is certain to refuse a file for, from the file alone. */
import { checkDatasets, whyBlocked } from '@fedhealth/fl-core/privacy';
import type { SiteData } from '@fedhealth/fl-core/site';

/** In sentences; null when nothing of the file itself stands in the way of recruiting. */
export function refusalOf(data: Pick<SiteData, 'trainRows' | 'shape' | 'study'>): string | null {
  const own = { id: 'own', trainRows: data.trainRows, shape: data.shape() };
  return whyBlocked(checkDatasets([own], data.study).get(own.id) ?? []);
}
