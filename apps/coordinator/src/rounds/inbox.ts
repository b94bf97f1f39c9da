/** What sites send to a run: through the gate, once each, answered. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, refuse, type TaskResult } from '@fedhealth/fl-core/protocol';
import { answerKey, belongs, roundOf } from './admission.ts';
import type { RunContext } from './context.ts';
import { admitUpdate } from './gate.ts';

type Reply = Result<null, ProtocolError>;

export interface Inbox {
  /** A site's finished task. The same one again gets its first answer again. */
  receive(siteId: string, message: TaskResult, frame: Uint8Array | null): Reply;
  forget(siteId: string): void;
}

/** `onSettled` is called when a site's part of the round is known. */
export function createInbox(context: RunContext, onSettled: (siteId: string) => void): Inbox {
  const { parts, run, nameOf } = context;
  const answers = new Map<string, { key: string; reply: Reply }>();
  const tell = (
    siteId: string,
    kind: string,
    round: number,
    message: string,
    code: string | null = null,
  ): void =>
    void parts.bus.emit({
      level: 'warning',
      kind,
      runId: run.id,
      siteId,
      round,
      code,
      message: `${nameOf(siteId)}: ${message}`,
      topics: ['runs', 'sites'],
    });

  return {
    receive(siteId, message, frame) {
      const key = answerKey(message);
      const before = answers.get(siteId);
      if (before?.key === key) return before.reply;
      const round = roundOf(message);
      const expected = belongs(context.state(), siteId, message);
      const reply = expected.ok ? admit(context, siteId, message, frame) : expected;
      if (!reply.ok) tell(siteId, 'update-refused', round, reply.error.message, reply.error.code);
      if (!expected.ok) return reply;

      answers.set(siteId, { key, reply });
      parts.link.setActivity(siteId, 'waiting');
      if (message.kind === 'failed') {
        tell(siteId, 'site-failed', round, `could not do its part: ${message.reason}`);
        context.dispatch({ kind: 'gaveUp', site: siteId, round });
      } else {
        context.dispatch({
          kind: reply.ok ? 'answered' : 'refused',
          site: siteId,
          work: message.kind,
          round,
        });
      }
      onSettled(siteId);
      return reply;
    },
    forget: (siteId) => void answers.delete(siteId),
  };
}

/** Keeps what a result brought, or says why it may not be used. */
function admit(
  { memory, parts }: RunContext,
  siteId: string,
  result: TaskResult,
  frame: Uint8Array | null,
): Reply {
  switch (result.kind) {
    case 'moments': {
      const added = memory.statistics.addMoments(siteId, result.summary);
      return added.ok ? added : refuse('BAD_MESSAGE', added.error.message);
    }
    case 'histograms': {
      const added = memory.statistics.addHistograms(siteId, result.summary);
      return added.ok ? added : refuse('BAD_MESSAGE', added.error.message);
    }
    case 'fit': {
      if (memory.model === null) return refuse('ROUND_CLOSED');
      const declaredRows = parts.link.find(siteId)?.trainRows ?? 0;
      const admitted = admitUpdate(result, frame, memory.model.network, declaredRows);
      if (!admitted.ok) return admitted;
      memory.book.add(siteId, { report: result, weights: admitted.value, bytes: frame?.length ?? 0 });
      return ok(null);
    }
    case 'evaluate':
      memory.finalEvaluations.set(siteId, result.evaluation);
      return ok(null);
    case 'failed':
      return ok(null);
  }
}
