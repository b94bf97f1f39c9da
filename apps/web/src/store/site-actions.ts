/** What hospital staff can do, as functions over the worker and the store. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { SiteRules } from '@fedhealth/fl-core/privacy';
import type { Study } from '@fedhealth/fl-core/study';
import { proxy } from 'comlink';
import { rememberEngine } from '../lib/remembered-engine.ts';
import { rememberRules } from '../lib/remembered-rules.ts';
import { saveText } from '../lib/save-text.ts';
import { CANCELLED, type EngineName, type Problem, type SampleFile } from '../worker/api/api.ts';
import { keepDecisions, rememberedColumns } from './column-actions.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker } from './site-worker.ts';
import { forgetSources, rememberSource } from './source-files.ts';

const store = () => useSiteStore.getState();

/** Ends the opening of a single file, while there is one. */
let letGo: (() => void) | null = null;

/** Opens a file in place of the one before. Progress and outcome are in the store. */
export async function openFile(source: File | SampleFile, study: Study): Promise<void> {
  const fileName = source.name;
  rememberSource(source, study);
  store().setDataset({ status: 'reading', fileName, progress: { stage: 'reading', done: 0, rows: 0 } });
  store().setParticipation({ agreed: false, joinProblem: null });
  let wanted = true;
  const cancelled = new Promise<Result<never>>((resolve) => {
    letGo = () => {
      wanted = false;
      resolve(fail({ code: CANCELLED, message: 'Reading was cancelled.' }));
    };
  });
  const read = answered(
    siteWorker().openFile(
      source,
      study,
      proxy((progress) => {
        const { dataset, setDataset } = store();
        if (wanted && dataset.status === 'reading') setDataset({ status: 'reading', fileName, progress });
      }),
      rememberedColumns(),
    ),
  );
  const opened = await Promise.race([read, cancelled]);
  letGo = null;
  if (opened.ok) {
    const columns = await siteWorker().columns();
    keepDecisions(columns);
    store().setDataset({ status: 'ready', summary: opened.value, columns });
  } else if (opened.error.code === 'CANCELLED') store().setDataset({ status: 'none' });
  else store().setDataset({ status: 'failed', fileName, problem: opened.error });
}

/** The page lets go of a single file at once; the worker, which may be busy checking it, forgets it when it hears. */
export function cancelReading(): void {
  if (!letGo) {
    void siteWorker().cancelReading();
    return;
  }
  void siteWorker().closeFile();
  letGo();
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
  const { engine, rules } = store();
  const joined = await answered(
    siteWorker().join({ url: window.location.origin, invite, name, engine, rules }),
  );
  const problem = joined.ok || joined.error.code === 'LEFT' ? null : joined.error;
  store().setParticipation({ pending: null, joinProblem: problem });
}

export async function leave(): Promise<void> {
  store().setParticipation({ pending: 'leave' });
  const left = await answered(siteWorker().leave());
  store().setParticipation({ pending: null, agreed: false, joinProblem: left.ok ? null : left.error });
}

/** Stops this computer's work, and lets it go on. */
export async function setPaused(paused: boolean): Promise<void> {
  const asked = paused ? siteWorker().pause() : siteWorker().resume();
  await answered(asked.then(() => ok(null)));
}

/** Trains with this engine from the next round on, in this browser; null leaves it to the study and the measurement. */
export async function pinEngine(engine: EngineName | null): Promise<void> {
  rememberEngine(engine);
  store().setParticipation({ engine });
  await answered(
    siteWorker()
      .pinEngine(engine)
      .then(() => ok(null)),
  );
}

/** Sets the hospital's own rules, in this browser; they hold from the next Join on. */
export function setRules(rules: SiteRules): void {
  rememberRules(rules);
  store().setParticipation({ rules });
}

/** Goes on from a model that this hospital has not seen made, with the next round. */
export async function trustModel(): Promise<void> {
  await answered(
    siteWorker()
      .trustModel()
      .then(() => ok(null)),
  );
}

/** Saves what was refused last as a JSON file; null when it went well. */
export async function saveEvidence(): Promise<Problem | null> {
  const file = await answered(siteWorker().evidence());
  if (!file.ok) return file.error;
  saveText(file.value.name, file.value.text, 'application/json');
  return null;
}

/** Saves a model version as a JSON file; null when it went well. */
export async function downloadModel(version: number): Promise<Problem | null> {
  const file = await answered(siteWorker().downloadModel(version));
  if (!file.ok) return file.error;
  saveText(file.value.name, file.value.text, 'application/json');
  return null;
}
