import { confirmRowsSchema, type SiteView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import { isConfirmed } from '../../rounds/updates/claims.ts';
import type { SiteRecord } from '../../storage/records.ts';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(64) });

/** /api/sites: who has joined, and how they stand at this moment; their row counts, confirmed by an administrator. */
export function sitesRouter({
  access,
  store,
  presence,
  runControl,
}: Pick<HttpDeps, 'access' | 'store' | 'presence' | 'runControl'>): Router {
  const view = (site: SiteRecord): SiteView => {
    const { connected, ready, activity, percent } = presence.get(site.id);
    const { id, name, studyId, engine, trainRows, testRows, confirmed, joinedAt, lastSeenAt } = site;
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
      rowsConfirmed:
        isConfirmed(trainRows ?? 0, confirmed?.trainRows) && isConfirmed(testRows ?? 0, confirmed?.testRows),
      joinedAt,
      lastSeenAt: connected ? new Date().toISOString() : lastSeenAt,
    };
  };
  return Router()
    .get('/', async (_request, response) => {
      response.json((await store.sites.list()).map(view));
    })
    .post('/:id/confirm-rows', async (request, response) => {
      const { id } = parseInput(paramsSchema, request.params);
      const { rows } = parseInput(confirmRowsSchema, request.body);
      const confirmed = await access.rowConfirmations.confirm(id, rows);
      if (!confirmed.ok) throw refusal(confirmed.error);
      presence.confirmRows(id, confirmed.value);
      const site = await store.sites.get(id);
      if (site === undefined)
        throw new ApiError(404, { code: 'SITE_UNKNOWN', message: 'There is no such hospital.' });
      response.json(view(site));
    });
}
