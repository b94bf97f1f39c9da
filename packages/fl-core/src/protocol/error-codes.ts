/** The one table of protocol errors: what a person reads, and whether trying again can help. */
import { fail, type Problem } from '../lib/result.ts';

export const ERROR_CODES = {
  PROTOCOL_VERSION: {
    message: 'This page is of another version than the coordinator. Reload the page.',
    retryable: false,
  },
  BAD_MESSAGE: { message: 'The message could not be read.', retryable: false },
  UNKNOWN_EVENT: { message: 'The coordinator does not know this kind of message.', retryable: false },
  NOT_INTRODUCED: { message: 'Say hello before anything else.', retryable: false },
  INVITE_INVALID: {
    message: 'This invite link is not valid any more. Ask the study’s administrator for a new one.',
    retryable: false,
  },
  TOO_MANY_TRIES: {
    message:
      'Too many wrong invite links or keys came from this address. Check the link, wait a moment and try again; a right one is let in at once.',
    retryable: false,
  },
  SITE_UNKNOWN: {
    message: 'The coordinator does not know this hospital. Open your invite link again.',
    retryable: false,
  },
  REPLACED: {
    message:
      'This hospital connected from another page or computer, so this one was disconnected. Close one of them, then join again.',
    retryable: false,
  },
  STUDY_VERSION: {
    message: 'The study has changed since this page was opened. Reload the page.',
    retryable: false,
  },
  PAGE_OUTDATED: {
    message:
      'This page was opened before the coordinator was renewed, and cannot train as the run asks, so this hospital does not take part. Reload the page, open the file again and join.',
    retryable: false,
  },
  DATASET_UNFIT: {
    message: 'This file does not fit the study, so this hospital is not recruited.',
    retryable: false,
  },
  NOT_RECRUITED: { message: 'This hospital is not part of the run.', retryable: false },
  RUN_UNKNOWN: { message: 'There is no such run.', retryable: false },
  WRONG_ROUND: { message: 'The update belongs to another round.', retryable: false },
  ROUND_CLOSED: {
    message: 'The round closed before the update came. The next round goes on as usual.',
    retryable: false,
  },
  FRAME_MALFORMED: { message: 'The weights cannot be read.', retryable: false },
  FRAME_CHECKSUM: { message: 'The weights arrived damaged (their checksum differs).', retryable: false },
  WRONG_LAYOUT: { message: 'The weights are of another network than the study’s.', retryable: false },
  NOT_FINITE: { message: 'The update holds numbers that are not finite.', retryable: false },
  NORM_TOO_LARGE: {
    message:
      'The update would move the model further than the study allows, so it was left out of this round. Look for wrong units or labels in the file; the next round is trained from the common model again.',
    retryable: false,
  },
  RATE_LIMITED: {
    message:
      'Too many messages came from this hospital in a short time. Wait a moment; it goes on by itself.',
    retryable: true,
  },
  TOO_LARGE: { message: 'The message is larger than the coordinator accepts.', retryable: false },
  EXAMPLES_IMPLAUSIBLE: {
    message: 'The update claims more examples than the hospital declared.',
    retryable: false,
  },
  MODEL_UNKNOWN: { message: 'There is no such model version.', retryable: false },
  INTERNAL: {
    message: 'Something went wrong at the coordinator. Nothing of yours was lost; it will be tried again.',
    retryable: true,
  },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ProtocolError extends Problem {
  readonly code: ErrorCode;
  readonly retryable: boolean;
}

/** A protocol error; `detail` is added to the public message. */
export function protocolError(code: ErrorCode, detail?: string): ProtocolError {
  const { message, retryable } = ERROR_CODES[code];
  return { code, retryable, message: detail ? `${message} ${detail}` : message };
}

export const refuse = (code: ErrorCode, detail?: string) => fail(protocolError(code, detail));
