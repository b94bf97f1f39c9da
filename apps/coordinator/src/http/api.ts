/** The REST API under `/api`, as `protocol/admin-api.ts` of fl-core describes it. */
import { json, Router } from 'express';
import type { HttpDeps } from './deps.ts';
import { ApiError, apiErrorHandler } from './errors.ts';
import { checksRouter } from './routes/checks.ts';
import { eventsRouter } from './routes/events.ts';
import { healthRouter } from './routes/health.ts';
import { invitationRouter } from './routes/invitation.ts';
import { invitesRouter } from './routes/invites.ts';
import { modelsRouter } from './routes/models.ts';
import { runsRouter } from './routes/runs.ts';
import { sessionRouter } from './routes/session.ts';
import { sitesRouter } from './routes/sites.ts';
import { studiesRouter } from './routes/studies.ts';
import { refuseForeign, requireAdmin } from './security.ts';

export function apiRouter(deps: HttpDeps): Router {
  const { access, store, settings, connections, logger } = deps;
  const { publicUrl } = settings;
  const { addressOf } = connections;
  const admin = requireAdmin(access.admin, { publicUrl, addressOf });
  return (
    Router()
      .use((_request, response, next) => {
        response.setHeader('Cache-Control', 'no-store');
        next();
      })
      // A study of thousands of columns is larger than any other request.
      .use('/studies', admin, json({ limit: '4mb' }), studiesRouter(deps))
      .use(json({ limit: '100kb' }))
      .use('/health', healthRouter())
      .use('/session', refuseForeign(publicUrl), sessionRouter(access.admin, addressOf))
      .use('/invites', invitationRouter(deps))
      .use('/invites', admin, invitesRouter(deps))
      .use('/sites', admin, sitesRouter(deps))
      .use('/checks', admin, checksRouter(deps))
      .use('/runs', admin, runsRouter(deps))
      .use('/events', admin, eventsRouter(store))
      .use('/models', admin, modelsRouter(deps))
      .use((request) => {
        throw new ApiError(404, {
          code: 'NOT_FOUND',
          message: `The API has no ${request.method} ${request.baseUrl}${request.path}.`,
        });
      })
      .use(apiErrorHandler(logger))
  );
}
