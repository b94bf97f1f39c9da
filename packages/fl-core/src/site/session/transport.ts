/** The connection a hospital is given: a Socket.IO client socket, made by the browser worker or by Node. */
import type { Socket } from 'socket.io-client';
import { fail, type Problem, type Result } from '../../lib/result.ts';
import { type ErrorCode, protocolError } from '../../protocol/error-codes.ts';
import type { CoordinatorToSite, SiteToCoordinator } from '../../protocol/socket-events.ts';

export type SiteSocket = Socket<CoordinatorToSite, SiteToCoordinator>;

/** Options every site's socket is opened with: one WebSocket, patient reconnects with back-off and jitter. */
export const SITE_SOCKET_OPTIONS = {
  transports: ['websocket'],
  autoConnect: false,
  reconnection: true,
  reconnectionDelay: 300,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.5,
};

/** How long an acknowledgement may take, in milliseconds, before the message counts as unanswered. */
export const ACK_TIMEOUT_MS = 20_000;

/** What a person reads when the coordinator does not answer. */
export const unreachable = (): Problem => ({
  code: 'UNREACHABLE',
  message:
    'The coordinator cannot be reached. Your data is still here and nothing was lost; the page keeps trying to connect.',
});

/** Whether trying again later can help. */
export const isPassing = (problem: Problem & { retryable?: boolean }): boolean =>
  problem.retryable === true || problem.code === unreachable().code;

/** Turns the coordinator's reply, which is only bytes until read, into a Result. */
export function readReply(reply: unknown): Result<unknown, Problem & { retryable: boolean }> {
  if (typeof reply === 'object' && reply !== null && 'ok' in reply) {
    if (reply.ok === true) return { ok: true, value: 'value' in reply ? reply.value : null };
    if (reply.ok === false && 'error' in reply) {
      const error = reply.error;
      if (typeof error === 'object' && error !== null && 'message' in error && 'code' in error) {
        return fail({
          code: String(error.code) as ErrorCode,
          message: String(error.message),
          retryable: 'retryable' in error && error.retryable === true,
        });
      }
    }
  }
  return fail(protocolError('BAD_MESSAGE'));
}

/** Socket.IO hands over an ArrayBuffer in browsers and a Buffer in Node; both become bytes. */
export function toBytes(frame: unknown): Uint8Array | null {
  if (frame instanceof Uint8Array) return frame;
  if (frame instanceof ArrayBuffer) return new Uint8Array(frame);
  return null;
}
