/** Rebuilds an unfinished run from the store, so that it goes on after its last committed round. */
import { parseStrategy, type Stride } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result, unwrap } from '@fedhealth/fl-core/lib';
import { parameterCount } from '@fedhealth/fl-core/model';
import {
  type KeptRound,
  type RoundPlan,
  restoreRound,
  type Step,
  scoreOf,
  thinHistory,
  type WorkStatus,
} from '@fedhealth/fl-core/round';
import type { Study } from '@fedhealth/fl-core/study';
import type { RoundRecord, RoundSite, RunRecord } from '../../storage/records.ts';
import { isHeld } from '../effects/tell-limits.ts';
import { createGlobalModel } from '../model/global-model.ts';
import { answerKey } from '../updates/admission.ts';
import { confirmedOf } from '../updates/inbox.ts';
import { openBook, wayOf } from '../updates/open-book.ts';
import { createRunMemory, REMEMBERED_ROUNDS, type RunMemory, type RunnerParts } from './context.ts';

export interface Recovered {
  readonly memory: RunMemory;
  /** Where the machine stands, and what it asks for first. */
  readonly step: Step;
  readonly names: ReadonlyMap<string, string>;
  /** Results that were taken before the restart, by `answerKey`: sent again, they are welcome and count once. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
}

/** The problem is one that no waiting mends: what was kept does not fit together. */
export async function recoverRun(
  parts: RunnerParts,
  run: RunRecord,
  plan: RoundPlan,
): Promise<Result<Recovered>> {
  const { runs, sites } = parts.store;
  const rounds = await runs.rounds(run.id);
  const known = await sites.list();
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const memory = createRunMemory(parts.study);
  for (const { id, confirmed } of known) memory.claims.confirm(id, confirmed);
  for (const site of run.recruited) memory.recruited.add(site);

  const completed = rounds.filter(({ status }) => status === 'completed');
  const newest = completed.at(-1);
  if (run.pipeline !== null) {
    const fresh = createGlobalModel(parts.study, run.pipeline, run.seed, parts.start);
    const kept = run.round > 0 ? await runs.weights(run.id, run.round) : undefined;
    if (run.round > 0 && kept?.weights.length !== parameterCount(fresh.network))
      return fail({
        code: 'RUN_LOST',
        message: `The model of round ${run.round} is not in the database any more, so the run cannot go on.`,
      });
    memory.model =
      kept === undefined
        ? fresh
        : { ...fresh, weights: kept.weights, strategyState: await runs.strategyState(run.id) };
  }
  memory.history = thinHistory(completed.map((round, index) => pointOf(round, completed[index + 1], parts)));
  memory.strides = completed
    .map((round) => stridesOf(round, parts.study.training))
    .filter((strides) => strides.length > 0)
    .slice(-REMEMBERED_ROUNDS);
  for (const { siteId, share, claimedShare } of completed.flatMap((round) => round.sites))
    if (share !== undefined && isHeld(share, claimedShare ?? share)) memory.heldToShare.add(siteId);
  memory.measured = { metrics: newest?.validation ?? null, seconds: 0 };

  const open = rounds.at(-1);
  const updates =
    open?.status === 'fitting'
      ? parts.store.updates.read(run.id, { round: open.round, attempt: open.attempt })
      : [];
  const step = restoreRound(plan, {
    paused: run.status === 'paused',
    reason: run.message,
    committed: run.round,
    prepared: run.pipeline !== null,
    recruited: run.recruited,
    rounds: rounds.map((round) => keptRound(round, parts.study)),
    answered: updates.map(({ siteId }) => siteId),
    names: Object.fromEntries(names),
  });
  const [{ phase, asked, round, attempt }] = step;
  if (asked === 'fit' || phase === 'aggregating') {
    const strategy = unwrap(parseStrategy(parts.study.federation.strategy));
    const nameOf = (site: string): string => names.get(site) ?? site;
    memory.book = openBook({ strategy, memory, parts, nameOf }, { round, attempt });
    for (const { siteId, ...update } of updates)
      memory.book.add(siteId, update, confirmedOf(memory, siteId, update));
  }
  const taken = new Map<string, string[]>();
  const take = (site: string, of: number): void =>
    void taken.set(site, [...(taken.get(site) ?? []), answerKey('fit', of)]);
  for (const site of newest?.sites ?? []) if (site.outcome === 'done') take(site.siteId, newest?.round ?? 0);
  for (const { siteId } of updates) take(siteId, round);
  return ok({ memory, step, names, taken });
}

const stridesOf = ({ sites }: RoundRecord, training: Study['training']): Stride[] =>
  sites.flatMap(({ outcome, norm, steps, examples }) => {
    if (outcome !== 'done' || norm === undefined || steps === undefined || examples === null) return [];
    return [{ norm, steps: wayOf(training, { steps, examples }) }];
  });

const STATUS: Record<Exclude<RoundSite['outcome'], 'rested'>, WorkStatus> = {
  working: 'working',
  late: 'working',
  done: 'done',
  measured: 'measured',
  refused: 'refused',
  failed: 'failed',
  lost: 'lost',
};

const keptRound = (
  { round, attempt, status, sites, validation }: RoundRecord,
  { federation: { earlyStopping } }: Study,
): KeptRound => ({
  ...(earlyStopping && { score: scoreOf(earlyStopping.metric, validation) }),
  round,
  attempt,
  status,
  work: Object.fromEntries(
    sites.flatMap(({ siteId, outcome }) => (outcome === 'rested' ? [] : [[siteId, STATUS[outcome]]])),
  ),
  resting: sites.filter(({ outcome }) => outcome === 'rested').map(({ siteId }) => siteId),
});

/** Without validation rows a round's figures are those of the sites, which measured its model in the next one. */
function pointOf(
  { round, validation, trainLoss, sites }: RoundRecord,
  next: RoundRecord | undefined,
  parts: RunnerParts,
): RunMemory['history'][number] {
  const figures = parts.validation === null ? (next?.combined ?? null) : validation;
  return {
    round,
    loss: validation?.logLoss ?? trainLoss,
    auc: figures?.auc ?? null,
    accuracy: figures?.accuracy ?? null,
    sites: sites.filter(({ outcome }) => outcome === 'done').length,
  };
}
