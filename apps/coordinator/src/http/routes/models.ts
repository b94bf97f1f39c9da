import { decodeArtifact, type Model } from '@fedhealth/fl-core/model';
import type { ModelView } from '@fedhealth/fl-core/protocol';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { FILE_ENDING, modelFile, tfjsArchive, tfjsFiles } from '../../registry/model-files.ts';
import type { Registry } from '../../registry/registry.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';

const paramsSchema = z.object({ version: z.coerce.number().int().min(1) });

/** /api/models: finished models, and each as files. */
export function modelsRouter(registry: Registry): Router {
  /** The version's artifact and what its downloads are called. */
  const find = async (params: unknown): Promise<{ artifact: string; name: string }> => {
    const { version } = parseInput(paramsSchema, params);
    const [model, artifact] = await Promise.all([registry.get(version), registry.artifact(version)]);
    if (model === undefined || artifact === undefined) {
      throw new ApiError(404, { code: 'MODEL_UNKNOWN', message: 'There is no such model version.' });
    }
    return { artifact, name: `fedhealth-${model.studyId}-model-v${version}` };
  };
  const open = async (params: unknown): Promise<{ model: Model; name: string }> => {
    const { artifact, name } = await find(params);
    const model = decodeArtifact(JSON.parse(artifact));
    if (!model.ok) throw refusal(model.error);
    return { model: model.value, name };
  };

  return Router()
    .get('/', async (_request, response) => {
      response.json((await registry.list()) satisfies ModelView[]);
    })
    .get('/:version/artifact', async (request, response) => {
      const { artifact, name } = await find(request.params);
      response.attachment(`${name}.json`).type('json').send(artifact);
    })
    .get('/:version/binary', async (request, response) => {
      const { model, name } = await open(request.params);
      sendBytes(response.attachment(`${name}.${FILE_ENDING.binary}`), await modelFile(model, 'binary'));
    })
    .get('/:version/onnx', async (request, response) => {
      const { model, name } = await open(request.params);
      sendBytes(response.attachment(`${name}.${FILE_ENDING.onnx}`), await modelFile(model, 'onnx'));
    })
    .get('/:version/tfjs', async (request, response) => {
      const { model, name } = await open(request.params);
      sendBytes(response.attachment(`${name}-tfjs.zip`), await tfjsArchive(model));
    })
    .get('/:version/tfjs/:file', async (request, response) => {
      const { model } = await open(request.params);
      const file = (await tfjsFiles(model)).find(({ name }) => name === request.params.file);
      if (file === undefined) {
        throw new ApiError(404, {
          code: 'NOT_FOUND',
          message: 'A TensorFlow.js model is model.json and weights.bin.',
        });
      }
      sendBytes(response.type(file.name), file.bytes);
    });
}

/** Express takes bytes as a Buffer only, and guesses a type where none is set. */
function sendBytes(response: Response, bytes: Uint8Array): void {
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
