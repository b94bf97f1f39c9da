/** A study's production model as its hospitals may know it. */
import type { Production, SiteModel } from '@fedhealth/fl-core/protocol';
import type { ModelRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

export const siteModel = (model: ModelRecord): SiteModel => ({
  version: model.version,
  stage: model.stage,
  createdAt: model.createdAt,
  round: model.round,
  sites: model.contributions.length,
  auc: (model.metrics.validation ?? model.metrics.combined)?.auc ?? null,
});

/** Null before a model was promoted. */
export async function productionFor(models: Store['models'], studyId: string): Promise<Production | null> {
  const [model, changes] = await Promise.all([models.production(studyId), models.changes(studyId)]);
  const last = changes.at(-1);
  if (model === undefined || last === undefined) return null;
  return {
    model: siteModel(model),
    since: last.at,
    former: last.former,
    rolledBack: last.action === 'rolledBack',
  };
}
