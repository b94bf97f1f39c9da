/** What sites send to a run: through the gate, once each, answered. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, refuse, type TaskResult } from '@fedhealth/fl-core/protocol';
import type { Work } from '@fedhealth/fl-core/round';
import type { OpenUpdate } from '../../storage/records.ts';
import type { RunContext } from '../run/context.ts';
import type { ReadySite } from '../run/site-link.ts';
import { answerKey, belongs, roundOf } from './admission.ts';
import { codecFor } from './codec.ts';
import { admitControl } from './control-gate.ts';
import { admitEvaluation, admitRows, admitUpdate } from './gate.ts';
import type { Confirmed, Update } from './round-book.ts';

type Reply = Result<null, ProtocolError>;
/** Some answers wait until what they acknowledge is kept. */
type Answer = Reply | Promise<Reply>;

export interface Inbox {
  /** A site's finished task. The same one again gets its first answer again. */
  receive(siteId: string, message: TaskResult, frame: Uint8Array | null): Answer;
  /** The site is about to be asked this anew: what it answered before does not count any more. */
  reopen(siteId: string, work: Work, round: number): void;
}

/** Writes an update down: it is done when this answers null, else when the promise does. Throws what waiting does not mend. */
export type KeepUpdate = (update: OpenUpdate) => Promise<void> | null;

/** Refusals of what could not be read at all. */
const UNREADABLE: ReadonlySet<string> = new Set(['BAD_MESSAGE', 'FRAME_MALFORMED', 'FRAME_CHECKSUM']);

/** How many of a site's newest answers are remembered: more than can be under way at once. */
const REMEMBERED = 4;

/**
 * `onSettled` is called when a site's part of the round is known. `taken`: what each site had answered before a
 * restart of the coordinator, by `answerKey`. `keep` writes an update down; then it may be acknowledged.
 */
export function createInbox(
  context: RunContext,
  onSettled: (siteId: string) => void,
  keep: KeepUpdate,
  taken: ReadonlyMap<string, readonly string[]> = new Map(),
): Inbox {
  const { parts, run, nameOf } = context;
  const answers = new Map<string, Map<string, Answer>>(
    [...taken].map(([site, keys]) => [site, new Map(keys.map((key) => [key, ok(null)]))]),
  );
  const remember = (siteId: string, key: string, reply: Answer): void => {
    const kept = [...(answers.get(siteId) ?? []), [key, reply] as const].slice(-REMEMBERED);
    answers.set(siteId, new Map(kept));
  };
  const topics = ['runs', 'sites'] as const;
  const tellRefused = (siteId: string, round: number, error: ProtocolError): void =>
    parts.refusals.note({ siteId, name: nameOf(siteId), error, runId: run.id, round, topics });
  const tellFailed = (siteId: string, round: number, reason: string): void =>
    void parts.bus.emit({
      level: 'warning',
      kind: 'site-failed',
      runId: run.id,
      siteId,
      round,
      message: `${nameOf(siteId)}: could not do its part: ${reason}`,
      topics,
    });

  const measuring = new Set<string>();
  /** Once a run. */
  const tellMeasures = (siteId: string, round: number): void => {
    if (measuring.has(siteId)) return;
    measuring.add(siteId);
    const why = 'has too few training rows for its own rules to send updates; it measures the model only.';
    void parts.bus.emit({
      level: 'info',
      kind: 'site-measures',
      runId: run.id,
      siteId,
      round,
      message: `${nameOf(siteId)} ${why}`,
      topics,
    });
  };

  return {
    receive(siteId, message, frame) {
      const round = roundOf(message);
      const key = answerKey(message.kind, round);
      const before = answers.get(siteId)?.get(key);
      if (before) return before;
      const site = parts.link.find(siteId);
      if (site === undefined) return refuse('NOT_INTRODUCED', 'It has not said that it is ready.');
      const expected = belongs(context.state(), context.memory.book, siteId, message);
      let kept: Promise<void> | null = null;
      const keepUpdate = (update: Update): void => {
        kept = keep({ siteId, ...update });
      };
      const reply = expected.ok ? admit(context, site, message, frame, keepUpdate) : expected;
      if (!reply.ok && isLate(context, reply.error)) tellLate(context, site, round);
      else if (!reply.ok) tellRefused(siteId, round, reply.error);
      if (!expected.ok) return reply;

      const answer = kept === null ? reply : Promise.resolve<void>(kept).then(() => reply);
      remember(siteId, key, answer);
      parts.link.setActivity(siteId, 'waiting');
      if (message.kind === 'failed') {
        tellFailed(siteId, round, message.reason);
        context.dispatch({ kind: 'gaveUp', site: siteId, round });
      } else if (message.kind === 'measured') {
        if (reply.ok) tellMeasures(siteId, round);
        context.dispatch({ kind: reply.ok ? 'measured' : 'gaveUp', site: siteId, round });
      } else {
        const answered = { site: siteId, work: message.kind, round };
        if (reply.ok) context.dispatch({ kind: 'answered', ...answered });
        else context.dispatch({ kind: 'refused', ...answered, unreadable: UNREADABLE.has(reply.error.code) });
      }
      onSettled(siteId);
      return answer;
    },
    reopen(siteId, work, round) {
      answers.get(siteId)?.delete(answerKey(work, round));
      answers.get(siteId)?.delete(answerKey('failed', round));
      answers.get(siteId)?.delete(answerKey('measured', round));
    },
  };
}

/** Keeps what a result brought, or says why it may not be used. */
export function admit(
  context: RunContext,
  site: ReadySite,
  result: TaskResult,
  frame: Uint8Array | null,
  keep: (update: Update) => void,
): Reply {
  const { memory, parts, strategy } = context;
  switch (result.kind) {
    case 'moments': {
      const plausible = admitRows(result.summary.rows, site);
      if (!plausible.ok) return plausible;
      const added = memory.statistics.addMoments(site.id, result.summary);
      if (added.ok) memory.claims.showed(site, result.summary.rows);
      return added.ok ? added : refuse('BAD_MESSAGE', added.error.message);
    }
    case 'histograms': {
      const added = memory.statistics.addHistograms(site.id, result.summary);
      return added.ok ? added : refuse('BAD_MESSAGE', added.error.message);
    }
    case 'fit': {
      if (memory.model === null) return refuse('ROUND_CLOSED');
      const { network, weights: base } = memory.model;
      const { upload } = codecFor(parts.study, site);
      const { gate } = parts.study.federation;
      const claimed = memory.claims.admit(site, result, parts.study.training);
      if (!claimed.ok) return claimed;
      const parted = admitControl(frame, network, strategy.controlVariates === true);
      if (!parted.ok) return parted;
      const { controlDelta } = parted.value;
      const admitted = admitUpdate(result, parted.value.frame, site, { network, base, upload, gate });
      if (!admitted.ok) return admitted;
      const { weights, clippedFrom } = admitted.value;
      const bytes = frame?.length ?? 0;
      const update: Update = { report: result, weights, bytes, ...(controlDelta && { controlDelta }) };
      keep(update);
      memory.book.add(site.id, update, confirmedOf(memory, site.id, update));
      if (clippedFrom !== null) tellClipped(context, site, result.round, clippedFrom);
      return ok(null);
    }
    case 'evaluate': {
      const plausible = admitEvaluation(result.evaluation, site);
      if (plausible.ok) memory.finalEvaluations.set(site.id, result.evaluation);
      return plausible;
    }
    case 'measured': {
      const plausible = admitEvaluation(result.evaluation, site);
      if (!plausible.ok) return plausible;
      const { evaluation } = result;
      const testRows = memory.claims.testRowsConfirmed(site.id, evaluation.n);
      memory.book.measured(site.id, evaluation, { testRows });
      return ok(null);
    }
    case 'failed':
      return ok(null);
  }
}

/** Whether an administrator has confirmed the rows that an update counts. */
export const confirmedOf = (
  { claims }: Pick<RunContext['memory'], 'claims'>,
  site: string,
  { report: { examples, evaluation } }: Pick<Update, 'report'>,
): Confirmed => ({
  examples: claims.trainRowsConfirmed(site, examples),
  testRows: claims.testRowsConfirmed(site, evaluation.n),
});

function tellClipped({ parts, run }: RunContext, { id, name }: ReadySite, round: number, norm: number): void {
  const most = parts.study.federation.gate.maxUpdateNorm;
  void parts.bus.emit({
    level: 'info',
    kind: 'update-clipped',
    runId: run.id,
    siteId: id,
    round,
    message: `${name}: its update was shortened from a length of ${norm.toPrecision(4)} to the study’s limit of ${most}.`,
    topics: ['runs'],
  });
}

/** Where more hospitals are asked than a round needs, some come too late by design: nothing is wrong with them. */
const isLate = ({ parts }: RunContext, { code }: ProtocolError): boolean =>
  code === 'ROUND_CLOSED' && parts.study.federation.overSelection > 0;

function tellLate({ parts, run }: RunContext, { id, name }: ReadySite, round: number): void {
  const message = `${name}: its update of round ${round} came when enough others had; it is not used.`;
  const topics = ['runs'] as const;
  void parts.bus.emit({
    level: 'info',
    kind: 'update-late',
    runId: run.id,
    siteId: id,
    round,
    message,
    topics,
  });
}
