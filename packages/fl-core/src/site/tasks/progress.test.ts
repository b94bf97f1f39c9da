import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../protocol/empty-snapshot.ts';
import type { Progress, RunView } from '../../protocol/messages.ts';
import { createLedger } from '../ledger/ledger.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import type { SiteSocket } from '../session/transport.ts';
import { tellProgress } from './progress.ts';

const run: RunView = {
  run: 'r1',
  status: 'fitting',
  round: 1,
  rounds: 2,
  sites: 3,
  history: [],
  modelVersion: null,
  message: null,
};
const training = (done: number, round = 1): SiteSnapshot => ({
  ...emptySnapshot,
  run,
  activity: { kind: 'training', round, progress: { epoch: 1, epochs: 1, done, loss: 0.5 } },
});

function setUp() {
  const sent: Progress[] = [];
  let clock = 0;
  let open = true;
  let onPacket = (_packet: { type: string; data?: unknown }): void => undefined;
  const ledger = createLedger(
    () => undefined,
    () => clock,
  );
  ledger.watch({ on: (_event, listener) => (onPacket = listener) });
  const socket = {
    emit(event: string, message: Progress) {
      sent.push(message);
      onPacket({ type: 'message', data: `2/sites,${JSON.stringify([event, message])}` });
    },
  } as unknown as SiteSocket;
  const follow = tellProgress({ socket, ledger, isOpen: () => open, now: () => clock });
  return {
    sent,
    ledger,
    /** The snapshot as it is so many milliseconds later. */
    after(ms: number, snapshot: SiteSnapshot) {
      clock += ms;
      follow(snapshot);
    },
    cut: () => (open = false),
  };
}

describe('progress of training', () => {
  it('[W8] says nothing of a training that is over within half a second', () => {
    const { sent, after } = setUp();
    for (const done of [0, 0.3, 0.6, 1]) after(120, training(done));
    after(10, emptySnapshot);
    for (const done of [0, 0.5, 1]) after(120, training(done, 2));
    expect(sent).toEqual([]);
  });

  it('[W8] is told at most twice a second, as a whole percentage, and only when it moved', () => {
    const { sent, after } = setUp();
    for (let step = 0; step <= 100; step++) after(50, training(step / 200));
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.length).toBeLessThanOrEqual(10);
    for (const message of sent) expect(message).toEqual({ run: 'r1', round: 1, percent: expect.any(Number) });
    for (const { percent } of sent) expect(Number.isInteger(percent)).toBe(true);
    const told = sent.length;
    for (let i = 0; i < 5; i++) after(600, training(0.5));
    expect(sent.length - told).toBeLessThanOrEqual(1);
  });

  it('[W8] is listed in the ledger, one entry for each round with all its bytes', () => {
    const { sent, ledger, after } = setUp();
    for (const round of [1, 2]) for (let i = 0; i < 4; i++) after(600, training(i / 4, round));
    const entries = ledger.view().entries;
    expect(entries.map(({ kind, packets }) => [kind, packets])).toEqual([
      ['progress', 3],
      ['progress', 3],
    ]);
    const bytes = sent.map((message) => 1 + `2/sites,${JSON.stringify(['progress', message])}`.length);
    expect(ledger.view().totalBytes).toBe(bytes.reduce((sum, one) => sum + one, 0));
    expect(entries.reduce((sum, entry) => sum + entry.bytes, 0)).toBe(ledger.view().totalBytes);
    expect(entries[1]?.content).toContain('"percent": 75');
  });

  it('[W8] is dropped while there is no connection', () => {
    const { sent, after, cut } = setUp();
    cut();
    for (let i = 0; i < 4; i++) after(600, training(i / 4));
    expect(sent).toEqual([]);
  });
});
