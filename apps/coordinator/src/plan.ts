import { isDeepStrictEqual } from 'node:util';
import type { RunPlan, StartRun } from '@fedhealth/fl-core/protocol';
import { type Study, withOverrides } from '@fedhealth/fl-core/study';

/** What the plan itself says. */
const PLANNED: ReadonlySet<string> = new Set(['rounds', 'minSites', 'roundTimeoutSeconds']);

/**
 * What a run is going to do: the study's plan, with what the administrator changed for this run.
 * Its `overrides` hold just what differs from the study, and nothing that the plan says itself.
 */
export function planRun(study: Study, changes: Partial<Omit<StartRun, 'studyId'>> = {}): RunPlan {
  const { federation } = study;
  const { overrides } = changes;
  const { rounds, minSites, roundTimeoutSeconds } = withOverrides(study, overrides).federation;
  const differing = Object.entries(overrides ?? {}).filter(
    ([key, value]) =>
      !PLANNED.has(key) && !isDeepStrictEqual(value ?? undefined, federation[key as keyof typeof federation]),
  );
  return {
    rounds: changes.rounds ?? rounds,
    minSites: changes.minSites ?? minSites,
    roundTimeoutSeconds: changes.roundTimeoutSeconds ?? roundTimeoutSeconds,
    ...(differing.length > 0 ? { overrides: Object.fromEntries(differing) } : {}),
    ...(changes.startFrom === undefined ? {} : { startFrom: changes.startFrom }),
    ...(changes.sites ? { sites: [...new Set(changes.sites)] } : {}),
  };
}
