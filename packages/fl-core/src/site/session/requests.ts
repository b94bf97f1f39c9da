/** One message out, one reply back, each listed in the ledger. */
import { fail, type Problem, type Result } from '../../lib/result.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from './snapshot.ts';
import { ACK_TIMEOUT_MS, readReply, type SiteSocket, unreachable } from './transport.ts';

type Entry = Pick<LedgerEntry, 'summary' | 'content'>;

/** Resolves with the reply; a reply that does not come in time is a problem, not a throw. */
export type Request = (
  event: 'hello' | 'ready' | 'leave' | 'model' | 'models',
  message: object,
  entry: Entry,
  timeoutMs?: number,
) => Promise<Result<unknown, Problem>>;

export function createRequest(socket: SiteSocket, ledger: Ledger): Request {
  // The events differ in what they carry, not in how they are sent: each is parsed where it arrives.
  const emit = (
    event: string,
    message: object,
    timeoutMs: number,
    done: (lost: Error | null, raw: unknown) => void,
  ) => socket.timeout(timeoutMs).emit(event as 'leave', message as Record<string, never>, done);
  return (event, message, entry, timeoutMs = ACK_TIMEOUT_MS) =>
    new Promise((resolve) => {
      if (!socket.connected) {
        resolve(fail(unreachable()));
        return;
      }
      ledger.record({ kind: event, ...entry }, () => {
        emit(event, message, timeoutMs, (lost, raw) => resolve(lost ? fail(unreachable()) : readReply(raw)));
      });
    });
}
