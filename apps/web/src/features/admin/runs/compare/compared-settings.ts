/** The settings of several runs side by side: each run's study as it went in that run. */
import { type RunPlan, studyOfRun } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import { flatSettings } from '../settings/flat-settings.ts';

export interface RunSettings {
  readonly plan: RunPlan;
  readonly seed: number | undefined;
  readonly study: Study;
}

export interface SettingRow {
  readonly path: string;
  /** One for each run; null where the run has no such setting. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

function settingsOf({ plan, seed, study }: RunSettings): Map<string, string> {
  const { id, version, federation, training, model, preprocessing, split, features } = studyOfRun(
    study,
    plan,
  );
  return flatSettings({
    study: id,
    version,
    seed,
    startFrom: plan.startFrom,
    federation,
    training,
    model,
    preprocessing,
    split,
    features: features.map(({ name }) => name),
  });
}

/** Every setting that any of the runs has, those that differ first, else in the order of the study. */
export function comparedSettings(runs: readonly RunSettings[]): SettingRow[] {
  const all = runs.map(settingsOf);
  const paths = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  const rows = paths.map((path) => {
    const values = all.map((settings) => settings.get(path) ?? null);
    return { path, values, differs: new Set(values).size > 1 };
  });
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}
