import { withOverrides } from '../study/federation-overrides.ts';
import type { Study } from '../study/schema.ts';
import type { RunPlan } from './messages.ts';

/** The study as a run of this plan goes. */
export const studyOfRun = (
  study: Study,
  { overrides, rounds, minSites, roundTimeoutSeconds }: RunPlan,
): Study => withOverrides(study, { ...overrides, rounds, minSites, roundTimeoutSeconds });
