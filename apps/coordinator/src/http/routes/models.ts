import type { Result } from '@fedhealth/fl-core/lib';
import { decodeArtifact, type Model } from '@fedhealth/fl-core/model';
import {
  keepRoundSchema,
  type ModelChangeRequest,
  type ModelChangeView,
  type ModelView,
  modelChangeRequestSchema,
} from '@fedhealth/fl-core/protocol';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { compareModels } from '../../registry/compare-models.ts';
import { keepRound } from '../../registry/keep-round.ts';
import { FILE_ENDING, modelFile, tfjsArchive, tfjsFiles } from '../../registry/model-files.ts';
import type { ModelChange } from '../../storage/records.ts';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';

const versionSchema = z.coerce.number().int().min(1);
const paramsSchema = z.object({ version: versionSchema });
const compareSchema = z.object({ a: versionSchema, b: versionSchema });
const changesSchema = z.object({ study: z.string().min(1).max(200).optional() });

/** /api/models: finished models with their stages, compared, and each as files. */
export function modelsRouter({ registry, store }: Pick<HttpDeps, 'registry' | 'store'>): Router {
  const view = async (version: number): Promise<ModelView> => {
    const model = await registry.get(version);
    if (model === undefined) throw unknownModel();
    return model;
  };
  /** Carries out a decision about the version of the path; answers with the model in production then. */
  const decide = async (
    { params, body }: { params: unknown; body: unknown },
    change: (version: number, decision: ModelChangeRequest) => Promise<Result<ModelChange>>,
  ): Promise<ModelView> => {
    const { version } = parseInput(paramsSchema, params);
    const changed = await change(version, parseInput(modelChangeRequestSchema, body));
    if (!changed.ok) throw refusal(changed.error);
    return view(changed.value.version);
  };
  /** The version's artifact and what its downloads are called. */
  const find = async (params: unknown): Promise<{ artifact: string; name: string }> => {
    const { version } = parseInput(paramsSchema, params);
    const [model, artifact] = await Promise.all([registry.get(version), registry.artifact(version)]);
    if (model === undefined || artifact === undefined) {
      throw unknownModel();
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
    .post('/', async (request, response) => {
      const { run, round } = parseInput(keepRoundSchema, request.body);
      const kept = await keepRound({ store, registry }, run, round);
      if (!kept.ok) throw refusal(kept.error);
      response.status(201).json(await view(kept.value.version));
    })
    .get('/changes', async (request, response) => {
      const { study } = parseInput(changesSchema, request.query);
      response.json((await store.models.changes(study)).reverse() satisfies ModelChangeView[]);
    })
    .get('/compare', async (request, response) => {
      const { a, b } = parseInput(compareSchema, request.query);
      const compared = await compareModels(store, a, b);
      if (!compared.ok) throw refusal(compared.error);
      response.json(compared.value);
    })
    .get('/:version', async (request, response) => {
      response.json(await view(parseInput(paramsSchema, request.params).version));
    })
    .post('/:version/promote', async (request, response) => {
      response.json(await decide(request, (version, decision) => registry.promote(version, decision)));
    })
    .post('/:version/roll-back', async (request, response) => {
      response.json(await decide(request, (version, decision) => registry.rollBack(version, decision)));
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

const unknownModel = (): ApiError =>
  new ApiError(404, { code: 'MODEL_UNKNOWN', message: 'There is no such model version.' });

/** Express takes bytes as a Buffer only, and guesses a type where none is set. */
function sendBytes(response: Response, bytes: Uint8Array): void {
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
