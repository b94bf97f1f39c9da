/** Tells the coordinator how far training is, so that an administrator sees who is at work: a percentage, no more. */
import type { Progress } from '../../protocol/messages.ts';
import { describeProgress } from '../ledger/describe-message.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import type { SiteSocket } from '../session/transport.ts';

/** Between two messages, and before the first, in milliseconds: a shorter training tells nothing at all. */
const PROGRESS_GAP_MS = 500;

interface ProgressParts {
  readonly socket: SiteSocket;
  readonly ledger: Ledger;
  /** Whether the coordinator knows who is speaking. */
  isOpen(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A listener for the session's snapshots. What cannot be sent is dropped: the next one says more. */
export function tellProgress({ socket, ledger, isOpen, now }: ProgressParts): (now: SiteSnapshot) => void {
  let last: (Progress & { readonly at: number }) | null = null;
  return ({ activity, run }) => {
    if (activity.kind !== 'training' || run === null) {
      last = null;
      return;
    }
    const { round, progress } = activity;
    const at = now();
    if (last === null || last.run !== run.run || last.round !== round) {
      last = { run: run.run, round, percent: 0, at };
      return;
    }
    const percent = Math.min(100, Math.max(0, Math.round(100 * (progress?.done ?? 0))));
    if (percent === last.percent || at - last.at < PROGRESS_GAP_MS || !isOpen()) return;
    const message: Progress = { run: run.run, round, percent };
    last = { ...message, at };
    ledger.record(describeProgress(message), () => socket.emit('progress', message), true);
  };
}
