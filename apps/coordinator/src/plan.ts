import { isDeepStrictEqual } from 'node:util';
import type { RunPlan, StartRun } from '@fedhealth/fl-core/protocol';
import { type Study, withOverrides } from '@fedhealth/fl-core/study';

/**
 * What a run is going to do: the study's plan, with what the administrator changed for this run.
 * Its `overrides` hold just what differs from the study, and nothing that the plan says itself.
 */
export function planRun(study: Study, changes: Partial<Omit<StartRun, 'studyId'>> = {}): RunPlan {
  const { federation } = study;
  const { rounds, minSites, roundTimeoutSeconds, ...others } = { ...federation, ...changes.overrides };
  const differing = Object.entries(others).filter(
    ([key, value]) => !isDeepStrictEqual(value, federation[key as keyof typeof others]),
  );
  return {
    rounds: changes.rounds ?? rounds,
    minSites: changes.minSites ?? minSites,
    roundTimeoutSeconds: changes.roundTimeoutSeconds ?? roundTimeoutSeconds,
    ...(differing.length > 0 ? { overrides: Object.fromEntries(differing) } : {}),
  };
}

/** The study as a run of this plan goes. */
export const studyOfRun = (study: Study, { overrides, ...plan }: RunPlan): Study =>
  withOverrides(study, { ...overrides, ...plan });
