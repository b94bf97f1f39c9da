import type { Result } from '@fedhealth/fl-core/lib';
import { startRunSchema } from '@fedhealth/fl-core/protocol';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';
import { runDetail, runSummary } from '../run-views.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(64) });

/** /api/runs: started, watched, paused, stopped. */
export function runsRouter({ store, runControl }: Pick<HttpDeps, 'store' | 'runControl'>): Router {
  const detail = async (id: string) => {
    const view = await runDetail(store, id);
    if (view !== undefined) return { ...view, ...runControl.heldUp(id) };
    throw new ApiError(404, { code: 'RUN_UNKNOWN', message: 'There is no such run.' });
  };
  const steer =
    (act: (id: string) => Promise<Result<void>>): RequestHandler =>
    async (request, response) => {
      const { id } = parseInput(paramsSchema, request.params);
      await detail(id);
      const done = await act(id);
      if (!done.ok) throw refusal(done.error);
      response.json(await detail(id));
    };
  return Router()
    .get('/', async (_request, response) => {
      const runs = (await store.runs.list()).map(runSummary);
      response.json(runs.map((run) => ({ ...run, ...runControl.heldUp(run.id) })));
    })
    .post('/', async (request, response) => {
      const started = await runControl.start(parseInput(startRunSchema, request.body));
      if (!started.ok) throw refusal(started.error);
      response.status(201).json(await detail(started.value.id));
    })
    .get('/:id', async (request, response) => {
      response.json(await detail(parseInput(paramsSchema, request.params).id));
    })
    .post('/:id/stop', steer(runControl.stop))
    .post('/:id/pause', steer(runControl.pause))
    .post('/:id/resume', steer(runControl.resume));
}
