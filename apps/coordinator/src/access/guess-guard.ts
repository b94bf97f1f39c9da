/**
 * One guard over every way to show a secret: signing in, bearer tokens, dashboards' sockets, invitations and the
 * secrets of hospitals. Whatever is shown is looked at, so that nobody is locked out by others behind his address:
 * the right secret is let in at once, and a signed-in cookie is not asked. What is wrong is counted, by address and
 * by how it begins from anywhere; beyond a few, wrong ones are held back ever longer and told to wait. That slows
 * who guesses one after another; who guesses in parallel is held by the number of connections of an address.
 * Secrets made here have 256 random bits, so this protects shorter ones that people chose.
 */
import { createHash } from 'node:crypto';
import type { EventBus } from '../events/bus.ts';
import { createFloodLog } from '../events/flood-log.ts';

/** The answer to a wrong secret; `retrySeconds` where there were too many of them. */
export type Verdict<T> =
  | { readonly right: true; readonly value: T }
  | { readonly right: false; readonly retrySeconds: number | null };

export interface GuessGuard {
  /** Shows a secret to `look`, which answers null when it is wrong. */
  judge<T>(address: string, secret: string, look: () => Promise<T | null> | T | null): Promise<Verdict<T>>;
}

/** So many wrong ones in a quarter of an hour are taken for mistakes. */
const OF_ADDRESS = 10;
const OF_BEGINNING = 50;
const FORGET_MS = (15 * 60 * 1000) / OF_ADDRESS;
const BEGINNING = 4;
/** More are answered at once. */
const HELD_AT_ONCE = 4;
const LONGEST_MS = 1_000;
const MOST_ENTRIES = 20_000;

interface Count {
  wrong: number;
  at: number;
  held: number;
}

export function createGuessGuard(bus: EventBus, clock: () => number = () => performance.now()): GuessGuard {
  /** By how long nobody guessed, the longest first. */
  const counts = new Map<string, Count>();
  const floods = createFloodLog(bus, clock);

  const counted = (key: string): Count => {
    const now = clock();
    const count = counts.get(key) ?? { wrong: 0, at: now, held: 0 };
    count.wrong = Math.max(0, count.wrong - (now - count.at) / FORGET_MS);
    count.at = now;
    counts.delete(key);
    counts.set(key, count);
    const [longest] = counts.keys();
    if (counts.size > MOST_ENTRIES && longest !== undefined) counts.delete(longest);
    return count;
  };
  /** How many there were too many; what is counted stays within what a quarter of an hour forgets. */
  const excess = (key: string, allowed: number): number => {
    const count = counted(key);
    count.wrong = Math.min(count.wrong + 1, 2 * allowed);
    return count.wrong - allowed;
  };
  const holdBack = async (address: string, over: number): Promise<void> => {
    const count = counted(address);
    if (count.held >= HELD_AT_ONCE) return;
    count.held++;
    const ms = Math.min(LONGEST_MS, 50 * 2 ** Math.ceil(over));
    await new Promise((resolve) => setTimeout(resolve, ms).unref());
    count.held--;
  };

  return {
    async judge(address, secret, look) {
      const value = await look();
      if (value !== null) return { right: true, value };
      const begins = createHash('sha256').update(secret.slice(0, BEGINNING)).digest('base64url');
      const over = Math.max(excess(address, OF_ADDRESS), excess(begins, OF_BEGINNING));
      if (over <= 0) return { right: false, retrySeconds: null };
      await floods.note({
        kind: 'guessing',
        about: 'guessing',
        message: `Somebody at ${address} shows wrong tokens, invite links or keys, one after another, and is slowed. Right ones are let in as always; change the admin token if you think that it is known.`,
        topics: ['events'],
      });
      await holdBack(address, over);
      return { right: false, retrySeconds: Math.ceil((over * FORGET_MS) / 1000) };
    },
  };
}
