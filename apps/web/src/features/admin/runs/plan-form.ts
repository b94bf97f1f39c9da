/** What a person types to start a run, and what comes of it. */
import { type RunPlan, runPlanSchema } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';

export type PlanField = keyof RunPlan;
/** As the number boxes give it: text while it is no number, "" when empty. */
export type PlanValues = Readonly<Record<PlanField, string | number>>;
export type PlanErrors = Partial<Record<PlanField, string>>;

export const PLAN_FIELDS: readonly PlanField[] = ['rounds', 'minSites', 'roundTimeoutSeconds'];

const WRONG: Record<PlanField, string> = {
  rounds: 'Give a whole number of rounds, from 1 to 10,000.',
  minSites: 'Give a whole number of hospitals, from 1 to 10,000.',
  roundTimeoutSeconds: 'Give a number of seconds above 0, up to 86,400 (a day).',
};

/** The study's own plan. */
export function planValues({ federation }: Pick<Study, 'federation'>): PlanValues {
  return {
    rounds: federation.rounds,
    minSites: federation.minSites,
    roundTimeoutSeconds: federation.roundTimeoutSeconds,
  };
}

/** The plan, or what is wrong with each field. */
export function readPlan(
  values: PlanValues,
): { ok: true; plan: RunPlan } | { ok: false; errors: PlanErrors } {
  const errors: PlanErrors = {};
  const read = (field: PlanField): number => {
    const text = String(values[field]).trim();
    const parsed = runPlanSchema.shape[field].safeParse(text === '' ? undefined : Number(text));
    if (parsed.success) return parsed.data;
    errors[field] = WRONG[field];
    return 0;
  };
  const plan = {
    rounds: read('rounds'),
    minSites: read('minSites'),
    roundTimeoutSeconds: read('roundTimeoutSeconds'),
  };
  return Object.keys(errors).length === 0 ? { ok: true, plan } : { ok: false, errors };
}
