/** As what numbers weights travel between a run and each of its sites: the study's choice where the site knows it. */
import type { Dtype } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import type { ReadySite } from '../run/site-link.ts';

export interface Codec {
  readonly upload: Dtype;
  readonly download: Dtype;
}

export function codecFor({ federation }: Study, site: Pick<ReadySite, 'codecs'> | undefined): Codec {
  const known = (dtype: Dtype): Dtype => (site?.codecs.includes(dtype) ? dtype : 'float32');
  return { upload: known(federation.compression.upload), download: known(federation.compression.download) };
}
