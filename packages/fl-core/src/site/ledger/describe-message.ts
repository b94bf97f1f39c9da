/** Puts each outgoing message into a sentence and readable JSON for the "What left" page. */
import type { Dtype } from '../../lib/dtype.ts';
import type { Progress, Ready, TaskResult } from '../../protocol/messages.ts';
import { frameKind, splitControl } from '../../weights/index.ts';
import type { LedgerEntry } from '../session/snapshot.ts';

type Draft = Pick<LedgerEntry, 'kind' | 'summary' | 'content'>;

const readable = (value: unknown): string => JSON.stringify(value, null, 2);

export const describeReady = (message: Ready): Draft => ({
  kind: 'ready',
  summary: `Ready to take part: ${message.trainRows} training rows, ${message.testRows} test rows${message.dataset ? ', and what the columns are like' : ''}`,
  content: readable(message),
});

export const describeProgress = (message: Progress): Draft => ({
  kind: 'progress',
  summary: `Round ${message.round}: how far training is, in percent, at most twice a second`,
  content: `The newest:\n${readable(message)}`,
});

function momentsSentence({
  rows,
  withheld = {},
}: Extract<TaskResult, { kind: 'moments' }>['summary']): string {
  const kept = Object.keys(withheld).length;
  const stays = kept > 0 ? `; ${kept} ${kept === 1 ? 'column is' : 'columns are'} not told of` : '';
  return `Count, mean and spread of each column over ${rows} training rows${stays}`;
}

const NUMBERS: Readonly<Record<Dtype, string>> = {
  float32: '32-bit numbers',
  float16: '16-bit numbers',
  int8: '8-bit numbers with one scale for each part of the network',
};

/** What travels beside the message, in words. */
function frameSentence(frame: Uint8Array | null): string {
  const parts = splitControl(frame ?? new Uint8Array());
  const kind = frameKind(parts.weights);
  if (kind === null) return 'no model weights';
  const what = kind.difference ? 'changes of model weights since the round began' : 'model weights';
  const control = frameKind(parts.control);
  const more = control
    ? ` and ${control.count} changes of this hospital’s control variate as ${NUMBERS[control.dtype]}`
    : '';
  return `${kind.count} ${what} as ${NUMBERS[kind.dtype]}${more}, in one binary packet of ${frame?.length} bytes with a checksum`;
}

/** `frame` is what travels beside the message. */
export function describeResult(result: TaskResult, frame: Uint8Array | null): Draft {
  switch (result.kind) {
    case 'moments':
      return {
        kind: 'moments',
        summary: momentsSentence(result.summary),
        content: readable(result),
      };
    case 'histograms':
      return {
        kind: 'histograms',
        summary: 'Histogram counts of each numeric column, none under 10 records',
        content: readable(result),
      };
    case 'fit':
      return {
        kind: 'fit',
        summary: `Round ${result.round}: trained model weights and how the global model did here`,
        content: `${readable(result)}\n+ ${frameSentence(frame)}`,
      };
    case 'evaluate':
      return {
        kind: 'evaluate',
        summary: `How the final model of round ${result.round} did on the local test rows`,
        content: readable(result),
      };
    case 'measured':
      return {
        kind: 'measured',
        summary: `Round ${result.round}: how the global model did here; no update, the training rows are too few`,
        content: readable(result),
      };
    case 'failed':
      return {
        kind: 'failed',
        summary: `Round ${result.round} could not be done here`,
        content: readable(result),
      };
  }
}
