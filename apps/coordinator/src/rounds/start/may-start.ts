/** Whether a run of this plan can be started now; if not, why, in words for the administrator. */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { RunPlan } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { Store } from '../../storage/store.ts';
import type { Validation } from '../model/validation.ts';
import type { RunShelf } from '../run/run-shelf.ts';

/** `study`: as this run goes, with what the plan changes. */
export async function mayStart(
  { store, shelf, validation }: { store: Store; shelf: RunShelf; validation: Validation | null },
  study: Study,
  plan: RunPlan,
): Promise<Result<null>> {
  const strategy = parseStrategy(study.federation.strategy);
  if (!strategy.ok) return strategy;
  const { kind, fewestUpdates } = strategy.value;
  if (plan.minSites < fewestUpdates) {
    return fail({
      code: 'TOO_FEW_SITES',
      message: `The strategy ${kind} needs updates of at least ${fewestUpdates} hospitals in a round; the fewest is set to ${plan.minSites}. Raise it, or choose another strategy.`,
    });
  }
  if (study.federation.earlyStopping !== undefined && validation === null) {
    return fail({
      code: 'NO_VALIDATION_ROWS',
      message:
        'The run is to end early by its figures on validation rows, and the coordinator has none that fit the study. Start the coordinator with a validation file, or let the run do all its rounds ("earlyStopping").',
    });
  }
  return sitesAreFree(store, shelf, study, plan);
}

/** A hospital is in one run at a time. */
async function sitesAreFree(
  store: Store,
  shelf: RunShelf,
  study: Study,
  { sites, minSites }: RunPlan,
): Promise<Result<null>> {
  const others = shelf.underWay(study.id);
  const open = others.find(({ run }) => run.plan.sites === undefined);
  if (open) {
    return fail({
      code: 'RUN_ACTIVE',
      message: `Run ${open.run.number} of this study is under way with every hospital that no other run has named. Stop it, or wait until it is over.`,
    });
  }
  if (sites === undefined) return ok(null);
  const names = new Map(
    (await store.sites.list())
      .filter(({ studyId }) => studyId === study.id)
      .map(({ id, name }) => [id, name]),
  );
  const unknown = sites.filter((id) => !names.has(id));
  if (unknown.length > 0) {
    return fail({
      code: 'SITE_UNKNOWN',
      message: `The study has no hospital with the id ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ', …' : ''}.`,
    });
  }
  if (sites.length < minSites) {
    return fail({
      code: 'TOO_FEW_SITES',
      message: `The run names ${sites.length === 1 ? '1 hospital' : `${sites.length} hospitals`}, and needs at least ${minSites}. Name more, or lower the fewest.`,
    });
  }
  for (const other of others) {
    const { run } = other;
    const busy = sites.filter((id) => shelf.namedIn(id) === other).map((id) => `"${names.get(id)}"`);
    if (busy.length === 0) continue;
    return fail({
      code: 'RUN_ACTIVE',
      message: `Run ${run.number} is under way with ${busy.slice(0, 5).join(', ')}${busy.length > 5 ? ` and ${busy.length - 5} more` : ''}. Leave out who is in it, stop it, or wait until it is over.`,
    });
  }
  return ok(null);
}
