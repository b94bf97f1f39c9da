import { checkDatasets, worstOf } from '@fedhealth/fl-core/privacy';
import type { StudyChecksView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';

/** GET /api/checks: what the hospitals that have declared their data sets came to, study by study. */
export function checksRouter({ store, presence }: Pick<HttpDeps, 'store' | 'presence'>): Router {
  return Router().get('/', async (_request, response) => {
    const [studies, sites] = await Promise.all([store.studies.list(), store.sites.list()]);
    response.json(
      studies.map(({ study }): StudyChecksView => {
        const own = sites.filter(({ studyId, dataset }) => studyId === study.id && dataset !== null);
        const declared = own.flatMap(({ id, dataset, trainRows }) =>
          dataset ? [{ id, trainRows: trainRows ?? 0, shape: dataset }] : [],
        );
        const found = checkDatasets(declared, study);
        return {
          studyId: study.id,
          title: study.title,
          sites: own.map(({ id, name }) => {
            const checks = found.get(id) ?? [];
            const { connected, ready } = presence.get(id);
            return { siteId: id, name, connected, ready, verdict: worstOf(checks), checks };
          }),
        };
      }),
    );
  });
}
