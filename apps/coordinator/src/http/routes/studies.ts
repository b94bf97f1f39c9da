import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import type {
  SavedStudyView,
  StudyDetailView,
  StudyVersionView,
  StudyView,
} from '@fedhealth/fl-core/protocol';
import { checkStudy, type Study, type StudyPlace } from '@fedhealth/fl-core/study';
import { Router } from 'express';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(200) });
const querySchema = z.object({ version: z.coerce.number().int().min(1).optional() });

/** /api/studies: listed with their newest version, looked at, made and changed. */
export function studiesRouter({
  store,
  settings,
  runControl,
}: Pick<HttpDeps, 'store' | 'settings' | 'runControl'>): Router {
  const isOfSettings = ({ id, version }: Pick<Study, 'id' | 'version'>) =>
    id === settings.study.id && version === settings.study.version;

  const versionsOf = async (id: string): Promise<StudyVersionView[]> =>
    (await store.studies.versions(id)).map((one) => ({
      ...one,
      locked: one.runs > 0 ? 'run' : isOfSettings({ id, version: one.version }) ? 'settings' : null,
    }));

  const detail = async (id: string, version?: number): Promise<StudyDetailView> => {
    const [study, versions, list] = await Promise.all([
      store.studies.get(id, version),
      versionsOf(id),
      store.studies.list(),
    ]);
    const counts = list.find((one) => one.study.id === id);
    if (study === undefined || counts === undefined) {
      const which = version === undefined || counts === undefined ? '' : ` version ${version} of the`;
      throw new ApiError(404, { code: 'STUDY_UNKNOWN', message: `There is no${which} study "${id}".` });
    }
    return { study, sites: counts.sites, runs: counts.runs, versions };
  };

  /** Refuses to touch a version that others rely on, and says which version is free. */
  const requireFree = async (study: Study): Promise<void> => {
    const versions = await versionsOf(study.id);
    const newest = versions[0]?.version ?? 0;
    const nextVersion = newest + 1;
    if (study.version < newest) {
      const message = `Version ${newest} of the study "${study.id}" is newer than version ${study.version}. Save yours as version ${nextVersion}.`;
      throw new ApiError(409, { code: 'STUDY_OLD_VERSION', message }, { nextVersion });
    }
    const held = versions.find(({ version }) => version === study.version);
    if (!held?.locked || same(await store.studies.get(study.id, study.version), study)) return;
    const why =
      held.locked === 'run' ? 'has been used by a run' : 'is the one that the coordinator was started with';
    const message = `Version ${study.version} of the study "${study.id}" ${why} and cannot change. Save yours as version ${nextVersion}.`;
    throw new ApiError(409, { code: 'STUDY_IN_USE', message }, { nextVersion });
  };

  return Router()
    .get('/', async (_request, response) => {
      response.json((await store.studies.list()) satisfies StudyView[]);
    })
    .get('/:id', async (request, response) => {
      const { id } = parseInput(paramsSchema, request.params);
      response.json(await detail(id, parseInput(querySchema, request.query).version));
    })
    .post('/', async (request, response) => {
      const study = readStudy(request.body);
      await requireFree(study);
      const saved = await runControl.saveStudy(study);
      if (!saved.ok) throw refusal(saved.error);
      const view = { ...(await detail(study.id, study.version)), outcome: saved.value };
      response.status(saved.value === 'added' ? 201 : 200).json(view satisfies SavedStudyView);
    });
}

/** The study of a request, or a 400 that names each place that does not fit. */
function readStudy(input: unknown): Study {
  const checked = checkStudy(input);
  if (!checked.ok) throw invalid(checked.error);
  const strategy = parseStrategy(checked.value.federation.strategy);
  if (!strategy.ok) throw invalid([{ path: 'federation.strategy', message: strategy.error.message }]);
  return checked.value;
}

function invalid(places: readonly StudyPlace[]): ApiError {
  const listed = places.map(({ path, message }) => `${path || 'study'}: ${message}`).join(' ');
  const message = `This study cannot be used. ${listed}`;
  return new ApiError(400, { code: 'STUDY_INVALID', message }, { places: [...places] });
}

const same = (a: Study | undefined, b: Study): boolean => JSON.stringify(a) === JSON.stringify(b);
