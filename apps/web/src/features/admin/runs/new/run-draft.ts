/** A new run while a person plans it: its study as it would go, and what of it differs from the study. */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type RunPlan, type StartRun, studyOfRun } from '@fedhealth/fl-core/protocol';
import type { Study, StudyPlace } from '@fedhealth/fl-core/study';
import type { JsonObject } from '../../studies/json-path.ts';
import { draftOf, readDraft } from '../../studies/study-draft.ts';
import { flatSettings } from '../settings/flat-settings.ts';

/** The largest seed there is: 2³¹ − 1. */
const MOST_SEED = 2 ** 31 - 1;
/** The most rounds and sites that a run may ask for. */
const MOST_SITES = 10_000;

/** The study's own plan, to change. */
export const runDraft = (study: Study): JsonObject => draftOf(study).study;

function readSeed(text: string): number | undefined | null {
  if (text.trim() === '') return undefined;
  const seed = Number(text);
  return Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED ? seed : null;
}

/** The request that starts the run, or each place that does not fit; `seed` is as typed, empty for any. */
export function readRunDraft(draft: JsonObject, seed: string): Result<StartRun, readonly StudyPlace[]> {
  const read = readDraft(draft);
  const places: StudyPlace[] = read.ok ? [] : [...read.error];
  const number = readSeed(seed);
  if (number === null)
    places.push({
      path: 'seed',
      message: 'Give a whole number from 0 to 2,147,483,647, or leave it empty for a random one.',
    });
  if (read.ok) places.push(...contradictions(read.value));
  if (!read.ok || places.length > 0) return fail(places);
  const { rounds, minSites, roundTimeoutSeconds, ...others } = read.value.federation;
  const { earlyStopping = null, personalization = null } = others;
  return ok({
    studyId: read.value.id,
    rounds,
    minSites,
    roundTimeoutSeconds,
    overrides: { ...others, earlyStopping, personalization },
    ...(number === undefined || number === null ? {} : { seed: number }),
  });
}

/** What fits by itself and not together. */
function contradictions({ federation }: Study): StudyPlace[] {
  const { minSites } = federation;
  if (minSites > MOST_SITES)
    return [{ path: 'federation.minSites', message: 'Give a whole number of hospitals, from 1 to 10,000.' }];
  const strategy = parseStrategy(federation.strategy);
  const fewest = strategy.ok ? strategy.value.fewestUpdates : 0;
  if (minSites >= fewest) return [];
  return [
    {
      path: 'federation.minSites',
      message: `This strategy needs the updates of at least ${fewest} hospitals in every round, so the fewest has to be ${fewest} or more. Or let it withstand fewer faulty hospitals, or choose another strategy.`,
    },
  ];
}

/** One setting of the federation section that is other than the study's, as text. */
export interface Difference {
  readonly path: string;
  readonly study: string | null;
  readonly run: string | null;
}

/** What the draft changes of the study, place by place. */
export function differences(study: Study, draft: JsonObject): Difference[] {
  return compared(runDraft(study), draft);
}

/** What a run of this plan does otherwise than its study says; `names`: of hospitals, by id. */
export const runDifferences = (
  study: Study,
  plan: RunPlan,
  names: ReadonlyMap<string, string> = new Map(),
): Difference[] => [
  ...(plan.sites ? [chosenSites(plan.sites, names)] : []),
  ...(plan.startFrom === undefined ? [] : [startedFrom(plan.startFrom)]),
  ...compared(study, studyOfRun(study, plan)),
];

const chosenSites = (sites: readonly string[], names: ReadonlyMap<string, string>): Difference => ({
  path: 'sites',
  study: 'every one that is ready',
  run: sites.map((id) => names.get(id) ?? id).join(', '),
});

export const startedFrom = (version: number): Difference => ({
  path: 'startFrom',
  study: 'fresh weights',
  run: `model version ${version}`,
});

interface WithFederation {
  readonly federation?: unknown;
}

function compared(study: WithFederation, run: WithFederation): Difference[] {
  const before = flatSettings({ federation: study.federation ?? {} });
  const after = flatSettings({ federation: run.federation ?? {} });
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({ path, study: before.get(path) ?? null, run: after.get(path) ?? null }));
}
