/** The checks of hospitals' data sets before they are recruited, told to both sides. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { checkDatasets, type DatasetShape, whyBlocked } from '@fedhealth/fl-core/privacy';
import { type ProtocolError, refuse } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { SiteParts } from './site-parts.ts';

type Parts = Pick<SiteParts, 'store' | 'presence' | 'bus'>;

interface Declared {
  readonly site: { readonly id: string; readonly name: string };
  readonly trainRows: number;
  /** A site that does not say what its file is like is not checked. */
  readonly shape: DatasetShape | undefined;
}

/**
 * Keeps what a site declared, tells it what the checks found, and refuses (`DATASET_UNFIT`) one that does not
 * fit the study. Compared with the other hospitals that are ready.
 */
export async function admitDataset(
  parts: Parts,
  study: Study,
  { site, trainRows, shape }: Declared,
): Promise<Result<null, ProtocolError>> {
  await parts.store.sites.patch(site.id, { dataset: shape ?? null, trainRows });
  if (shape === undefined) return ok(null);
  const others = (await readyDatasets(parts, study.id)).filter(({ id }) => id !== site.id);
  const checks = checkDatasets([...others, { id: site.id, trainRows, shape }], study).get(site.id) ?? [];
  parts.presence.sendChecks(site.id, { checks });
  const reason = whyBlocked(checks);
  if (reason === null) return ok(null);
  await parts.bus.emit({
    level: 'warning',
    kind: 'site-blocked',
    siteId: site.id,
    code: 'DATASET_UNFIT',
    message: `${site.name} was not recruited: its file does not fit the study. ${reason}`,
    topics: ['sites'],
  });
  return refuse('DATASET_UNFIT', `${reason} Open a corrected file and join again; it is checked anew.`);
}

/** Tells every ready hospital of the study how it stands now that the others have changed. */
export async function tellChecks(parts: Parts, study: Study): Promise<void> {
  for (const [siteId, checks] of checkDatasets(await readyDatasets(parts, study.id), study)) {
    parts.presence.sendChecks(siteId, { checks });
  }
}

async function readyDatasets({ store, presence }: Parts, studyId: string) {
  const ready = new Set(presence.ready(studyId).map(({ id }) => id));
  return (await store.sites.list()).flatMap(({ id, dataset, trainRows }) =>
    ready.has(id) && dataset ? [{ id, trainRows: trainRows ?? 0, shape: dataset }] : [],
  );
}
