import type { SiteView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';

/** GET /api/sites: who has joined, and how they stand at this moment. */
export function sitesRouter({
  store,
  presence,
  runControl,
}: Pick<HttpDeps, 'store' | 'presence' | 'runControl'>): Router {
  return Router().get('/', async (_request, response) => {
    const sites = await store.sites.list();
    response.json(
      sites.map((site): SiteView => {
        const { connected, ready, activity, percent } = presence.get(site.id);
        const { id, name, studyId, engine, trainRows, testRows, joinedAt, lastSeenAt } = site;
        return {
          id,
          name,
          studyId,
          connected,
          ready,
          activity,
          percent,
          run: runControl.runOf(id, studyId),
          engine,
          trainRows,
          testRows,
          joinedAt,
          lastSeenAt,
        };
      }),
    );
  });
}
