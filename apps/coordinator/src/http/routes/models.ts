import type { ModelView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { Registry } from '../../registry/registry.ts';
import { ApiError, parseInput } from '../errors.ts';

const paramsSchema = z.object({ version: z.coerce.number().int().min(1) });

/** /api/models: finished models, and each as a file. */
export function modelsRouter(registry: Registry): Router {
  return Router()
    .get('/', async (_request, response) => {
      response.json((await registry.list()) satisfies ModelView[]);
    })
    .get('/:version/artifact', async (request, response) => {
      const { version } = parseInput(paramsSchema, request.params);
      const [model, artifact] = await Promise.all([registry.get(version), registry.artifact(version)]);
      if (model === undefined || artifact === undefined) {
        throw new ApiError(404, { code: 'MODEL_UNKNOWN', message: 'There is no such model version.' });
      }
      response.attachment(`fedhealth-${model.studyId}-model-v${version}.json`).type('json').send(artifact);
    });
}
