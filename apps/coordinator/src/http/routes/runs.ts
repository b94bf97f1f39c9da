import { startRunSchema } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';
import { runDetail, runSummary } from '../run-views.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(64) });

/** /api/runs: started, watched, stopped. */
export function runsRouter({ store, runControl }: Pick<HttpDeps, 'store' | 'runControl'>): Router {
  const detail = async (id: string) => {
    const view = await runDetail(store, id);
    if (view !== undefined) return view;
    throw new ApiError(404, { code: 'RUN_UNKNOWN', message: 'There is no such run.' });
  };
  return Router()
    .get('/', async (_request, response) => {
      response.json((await store.runs.list()).map(runSummary));
    })
    .post('/', async (request, response) => {
      const started = await runControl.start(parseInput(startRunSchema, request.body));
      if (!started.ok) throw refusal(started.error);
      response.status(201).json(await detail(started.value.id));
    })
    .get('/:id', async (request, response) => {
      response.json(await detail(parseInput(paramsSchema, request.params).id));
    })
    .post('/:id/stop', async (request, response) => {
      const { id } = parseInput(paramsSchema, request.params);
      await detail(id);
      const stopped = await runControl.stop(id);
      if (!stopped.ok) throw refusal(stopped.error);
      response.json(await detail(id));
    });
}
