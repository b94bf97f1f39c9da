import type { RunPlan, StartRun } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';

/** What a run is going to do: the study's plan, with what the administrator changed for this run. */
export function planRun(study: Study, changes: Partial<Omit<StartRun, 'studyId'>> = {}): RunPlan {
  const { rounds, minSites, roundTimeoutSeconds } = study.federation;
  return {
    rounds: changes.rounds ?? rounds,
    minSites: changes.minSites ?? minSites,
    roundTimeoutSeconds: changes.roundTimeoutSeconds ?? roundTimeoutSeconds,
  };
}
