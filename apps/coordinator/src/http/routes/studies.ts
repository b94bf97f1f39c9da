import type { StudyView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import type { Store } from '../../storage/store.ts';

/** GET /api/studies: the newest version of each. */
export function studiesRouter(store: Store): Router {
  return Router().get('/', async (_request, response) => {
    response.json((await store.studies.list()) satisfies StudyView[]);
  });
}
