/** What a hospital declares when it is ready: how many rows, what the file is like, what this page can do. */
import { DTYPES } from '../../lib/dtype.ts';
import { SITE_ABILITIES } from '../../protocol/abilities.ts';
import type { Ready } from '../../protocol/messages.ts';
import type { SiteData } from '../data/site-data.ts';

export function declarationOf(data: SiteData, engine: string): Ready {
  const { study, trainRows, testRows } = data;
  return {
    studyId: study.id,
    studyVersion: study.version,
    trainRows,
    testRows,
    engine,
    dataset: data.shape(),
    codecs: [...DTYPES],
    abilities: [...SITE_ABILITIES],
  };
}
