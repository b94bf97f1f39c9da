/** What hospital staff can do with several files: open them together, add, remove, choose how they are joined. */
import type { Study } from '@fedhealth/fl-core/study';
import type { MappingDecisions } from '@fedhealth/fl-core/table';
import { proxy } from 'comlink';
import { CANCELLED, type Problem, type SampleFile } from '../worker/api/api.ts';
import {
  DEFAULT_SETTINGS,
  type OpenedSources,
  type SourceFile,
  type SourceSettings,
} from '../worker/api/sources-api.ts';
import { rememberColumns, rememberedColumns } from './column-actions.ts';
import { openFile } from './site-actions.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker } from './site-worker.ts';
import { asSource, keepSources, type OpenSources, openSources } from './source-files.ts';

const store = () => useSiteStore.getState();

/** Opens files in place of those before: one as ever, several as sources to be joined. */
export async function openFiles(files: readonly (File | SampleFile)[], study: Study): Promise<void> {
  const [first, ...others] = files;
  if (!first) return;
  if (others.length === 0) return openFile(first, study);
  await read({ files: files.map(asSource), settings: DEFAULT_SETTINGS }, study);
}

/** Adds files to those open; null when it went well, else why they were not added. What was open stays open. */
export async function addFiles(files: readonly File[], study: Study): Promise<Problem | null> {
  const { files: before, settings } = openSources();
  return read({ files: [...before, ...files.map(asSource)], settings }, study);
}

/** Takes a file away; the last one left stands alone again. */
export async function removeSource(id: string, study: Study): Promise<void> {
  const { files, settings } = openSources();
  const left = files.filter((file) => file.id !== id);
  const [last] = left;
  if (left.length === 1 && last) return openFile(last.source, study);
  const base = settings.base === id ? 'auto' : settings.base;
  await read({ files: left, settings: { ...settings, base } }, study);
}

/** Joins the open files anew. */
export async function setJoin(settings: SourceSettings, study: Study): Promise<void> {
  await again({ files: openSources().files, settings }, study);
}

/** Other decisions about the columns of one of the files; null when they were taken over. With `confirm` they are taken for right. */
export async function decideSource(
  id: string,
  decisions: MappingDecisions,
  confirm: boolean,
  study: Study,
): Promise<Problem | null> {
  const { files, settings } = openSources();
  const changed = files.map(
    (file): SourceFile =>
      file.id === id ? { ...file, decisions, confirmed: confirm ? 'person' : null } : file,
  );
  store().setParticipation({ agreed: false, joinProblem: null });
  return again({ files: changed, settings }, study);
}

/** Opens the files that are open as they are wanted now: what is on the page stays there until the answer comes. */
async function again(next: OpenSources, study: Study): Promise<Problem | null> {
  keepSources(next);
  const opened = await answered(
    siteWorker().openSources(next.files, next.settings, study, proxy(ignore), rememberedColumns()),
  );
  // Another choice was made meanwhile: its answer holds this one too.
  if (openSources() !== next) return null;
  if (!opened.ok) return opened.error.code === CANCELLED ? null : opened.error;
  show(opened.value);
  return null;
}

function show({ remember, summary, sources }: OpenedSources): void {
  if (remember) rememberColumns(remember);
  store().setDataset({ status: 'ready', summary, sources });
}

async function read(next: OpenSources, study: Study): Promise<Problem | null> {
  const before = store().dataset;
  const names = next.files.map(({ source }) => source.name);
  const all = names.length > 3 ? `${names.length} files` : names.join(', ');
  const start = { stage: 'reading', done: 0, rows: 0 } as const;
  store().setDataset({ status: 'reading', fileName: all, progress: start });
  store().setParticipation({ agreed: false, joinProblem: null });
  const opened = await answered(
    siteWorker().openSources(
      next.files,
      next.settings,
      study,
      proxy((progress) => {
        const fileName = progress.fileName ?? all;
        if (store().dataset.status === 'reading') {
          store().setDataset({ status: 'reading', fileName, progress });
        }
      }),
      rememberedColumns(),
    ),
  );
  if (opened.ok) {
    keepSources(next, study);
    show(opened.value);
    return null;
  }
  const { error } = opened;
  if (before.status === 'ready') store().setDataset(before);
  else if (error.code === CANCELLED) store().setDataset({ status: 'none' });
  else store().setDataset({ status: 'failed', fileName: all, problem: error });
  return error.code === CANCELLED ? null : error;
}

const ignore = (): void => undefined;
