import type { EventView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { Store } from '../../storage/store.ts';
import { parseInput } from '../errors.ts';

const querySchema = z.object({
  run: z.string().min(1).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** GET /api/events?run=&limit=: what happened, newest first. */
export function eventsRouter(store: Store): Router {
  return Router().get('/', async (request, response) => {
    const { run, limit } = parseInput(querySchema, request.query);
    const filter = run === undefined ? { limit } : { runId: run, limit };
    response.json((await store.events.list(filter)) satisfies EventView[]);
  });
}
