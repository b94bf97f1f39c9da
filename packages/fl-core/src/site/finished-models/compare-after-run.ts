/** What a site does when a run is over: fetch the model, score it, train one alone and one of its own, show all. */
import type { Result } from '../../lib/result.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import type { FitProgress, Trainer } from '../../training/index.ts';
import type { SiteData } from '../data/site-data.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import { evaluateArtifact, trainAlone } from './comparison.ts';
import { type Personalisation, trainPersonal } from './personal-model.ts';

export interface AfterRun {
  readonly version: number;
  readonly rounds: number;
  readonly data: SiteData;
  readonly withLocal: boolean;
  /** The run asked for a personal model of each hospital. */
  readonly personalisation: Personalisation | null;
  readonly signal: AbortSignal;
  openTrainer(): Promise<Result<Trainer>>;
  fetchModel(version: number): Promise<Result<unknown>>;
  /** Settles when the hospital lets the work go on. */
  wait(): Promise<void>;
  show(patch: Partial<SiteSnapshot>): void;
}

/** Seed of the local model's first weights and row order: fixed, so that the comparison repeats. */
const LOCAL_SEED = 1;

export async function compareAfterRun(after: AfterRun): Promise<void> {
  const { version, data, show, signal } = after;
  const artifact = await after.fetchModel(version);
  if (!artifact.ok) return show({ problem: artifact.error });
  const global = await evaluateArtifact(artifact.value, data);
  if (!global.ok) return show({ problem: global.error });
  const { personalisation, withLocal } = after;
  let comparison: NonNullable<SiteSnapshot['comparison']> = {
    modelVersion: version,
    global: global.value,
    local: null,
    // Left out while it is to come.
    ...(personalisation === null && { personal: null }),
  };
  show({ comparison });
  if (!withLocal && personalisation === null) return;

  const trainer = await after.openTrainer();
  if (!trainer.ok) return show({ problem: trainer.error });
  const training = {
    data,
    trainer: trainer.value,
    rounds: after.rounds,
    seed: LOCAL_SEED,
    signal,
    onProgress({ done }: FitProgress) {
      show({ activity: { kind: 'comparing', done } });
      return after.wait();
    },
  };
  const tell = (trained: Result<ClassificationMetrics>, which: 'local' | 'personal'): void => {
    if (trained.ok) comparison = { ...comparison, [which]: trained.value };
    show({ activity: { kind: 'idle' }, comparison, ...(trained.ok ? {} : { problem: trained.error }) });
  };
  try {
    if (personalisation)
      tell(await trainPersonal({ ...training, personalisation, artifact: artifact.value }), 'personal');
    if (withLocal) tell(await trainAlone(training), 'local');
  } catch (error) {
    if (signal.aborted) return;
    const message = `The comparison could not be trained: ${error instanceof Error ? error.message : String(error)}`;
    show({ activity: { kind: 'idle' }, problem: { code: 'COMPARISON_FAILED', message } });
  }
}
