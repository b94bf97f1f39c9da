/** What a hospital's own rules refused, and the newest as evidence: what was asked, whole. */
import type { Problem } from '../../lib/result.ts';
import type { Task } from '../../protocol/messages.ts';
import type { Refusal } from '../session/snapshot.ts';

/** Problems of this hospital's rules, not of its computer or the line. */
const OF_THE_RULES = new Set([
  ...['QUESTIONS_SPENT', 'EDGES_REFUSED', 'MODEL_NOT_INITIAL', 'MODEL_WITHOUT_ORIGIN', 'MODEL_UNSEEN'],
  ...['MODEL_OUT_OF_REACH', 'MODEL_SUSPICIOUS', 'ROUND_ASKED_TOO_OFTEN', 'PIPELINE_MISMATCH', 'EDGES_UNFIT'],
  ...['MODEL_ORIGIN_CHANGED', 'PIPELINE_REFUSED', 'INSTRUCTIONS_REFUSED'],
]);

/** As many as a page lists. */
const MOST = 20;

export interface Evidence extends Refusal {
  readonly task: Task;
  /** The frame that came with it, as base64; null without one. */
  readonly frame: string | null;
}

export interface Refusals {
  /** Notes a problem when it is one of the rules'. */
  note(task: Task, frame: Uint8Array | null, problem: Problem, at: number): void;
  /** A person decided otherwise: it is no refusal any more. */
  settle(code: string): void;
  list(): readonly Refusal[];
  /** Of the newest refusal; null before there was one. */
  evidence(): Evidence | null;
}

export function createRefusals(): Refusals {
  let list: readonly Refusal[] = [];
  let newest: { readonly refusal: Refusal; readonly task: Task; readonly frame: Uint8Array | null } | null =
    null;
  return {
    note(task, frame, { code, message }, at) {
      if (!OF_THE_RULES.has(code)) return;
      const refusal = { at, code, message, round: 'round' in task ? task.round : 0 };
      list = [...list, refusal].slice(-MOST);
      newest = { refusal, task, frame: frame?.slice() ?? null };
    },
    settle(code) {
      list = list.filter((refusal) => refusal.code !== code);
    },
    list: () => list,
    evidence: () =>
      newest && { ...newest.refusal, task: newest.task, frame: newest.frame && base64(newest.frame) },
  };
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
}
