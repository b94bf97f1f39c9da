/** What hospital staff can do, as functions over the worker and the store. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import { proxy } from 'comlink';
import { saveText } from '../lib/save-text.ts';
import type { Problem, SampleFile } from '../worker/api.ts';
import { keepDecisions, rememberedColumns } from './column-actions.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker } from './site-worker.ts';
import { forgetSources, rememberSource } from './source-files.ts';

const store = () => useSiteStore.getState();

/** Opens a file in place of the one before. Progress and outcome are in the store. */
export async function openFile(source: File | SampleFile, study: Study): Promise<void> {
  const fileName = source.name;
  rememberSource(source);
  store().setDataset({ status: 'reading', fileName, progress: { stage: 'reading', done: 0, rows: 0 } });
  store().setParticipation({ agreed: false, joinProblem: null });
  const opened = await answered(
    siteWorker().openFile(
      source,
      study,
      proxy((progress) => {
        const { dataset, setDataset } = store();
        if (dataset.status === 'reading') setDataset({ status: 'reading', fileName, progress });
      }),
      rememberedColumns(),
    ),
  );
  if (opened.ok) {
    const columns = await siteWorker().columns();
    keepDecisions(columns);
    store().setDataset({ status: 'ready', summary: opened.value, columns });
  } else if (opened.error.code === 'CANCELLED') store().setDataset({ status: 'none' });
  else store().setDataset({ status: 'failed', fileName, problem: opened.error });
}

export function cancelReading(): void {
  void siteWorker().cancelReading();
}

/** Columns of the open file that may not be told of; none when the worker does not answer. */
export async function withheldColumns(): Promise<Readonly<Record<string, 'few' | 'alike'>>> {
  const asked = async (): Promise<Result<Readonly<Record<string, 'few' | 'alike'>>>> =>
    ok(await siteWorker().withheldColumns());
  const answer = await answered(asked());
  return answer.ok ? answer.value : {};
}

export async function closeFile(): Promise<void> {
  await siteWorker().closeFile();
  forgetSources();
  store().setDataset({ status: 'none' });
  store().setParticipation({ agreed: false, joinProblem: null });
}

/** Joins with the name, the invite and the consent in the store. */
export async function join(invite: string): Promise<void> {
  const name = store().name.trim();
  store().setParticipation({ pending: 'join', joinProblem: null });
  const joined = await answered(siteWorker().join({ url: window.location.origin, invite, name }));
  store().setParticipation({ pending: null, joinProblem: joined.ok ? null : joined.error });
}

export async function leave(): Promise<void> {
  store().setParticipation({ pending: 'leave' });
  const left = await answered(siteWorker().leave());
  store().setParticipation({ pending: null, agreed: false, joinProblem: left.ok ? null : left.error });
}

/** Saves a model version as a JSON file; null when it went well. */
export async function downloadModel(version: number): Promise<Problem | null> {
  const file = await answered(siteWorker().downloadModel(version));
  if (!file.ok) return file.error;
  saveText(file.value.name, file.value.text, 'application/json');
  return null;
}
