import { appendFileSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import type { OpenUpdate } from '../records.ts';
import { createUpdateLog, readUpdates } from './update-log.ts';
import { createUpdateStore } from './updates.ts';

const update = (siteId: string, controlDelta?: Float32Array): OpenUpdate => ({
  siteId,
  report: {
    kind: 'fit',
    run: 'r',
    round: 1,
    examples: 12,
    steps: 3,
    loss: 0.25,
    seconds: 0.5,
    evaluation: { n: 2, tp: 1, fp: 0, tn: 1, fn: 0, logLoss: 0.1, brier: 0.2, auc: null },
  },
  weights: Float32Array.of(1.5, -2, 1e-30),
  bytes: 28,
  ...(controlDelta && { controlDelta }),
});
const attempt = { round: 1, attempt: 1 };
const namesIn = (path: string, of = attempt) => readUpdates(path, of).map(({ siteId }) => siteId);

async function log() {
  const path = join(await tempDir(), 'updates', 'run');
  return { path, log: createUpdateLog(path) };
}

describe('the log of a run’s updates', () => {
  it('[R11] gives every update back as it came, in that order, for this user only', async () => {
    const { path, log: kept } = await log();
    const updates = [update('a'), update('b', Float32Array.of(0.5, 7)), update('c')];
    for (const one of updates) kept.keep(attempt, one);
    expect(readUpdates(path, attempt)).toEqual(updates);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    kept.close();
  });

  it('holds one attempt at a time', async () => {
    const { path, log: kept } = await log();
    const second = { round: 1, attempt: 2 };
    for (const site of ['a', 'b']) kept.keep(attempt, update(site));
    kept.keep(second, update('c'));
    expect([namesIn(path), namesIn(path, second)]).toEqual([[], ['c']]);
    kept.close();
  });

  it('[R11] goes on after a restart, and with the next attempt begins anew', async () => {
    const { path, log: first } = await log();
    first.keep(attempt, update('a'));
    first.close();
    const again = createUpdateLog(path);
    again.keep(attempt, update('b'));
    expect(namesIn(path)).toEqual(['a', 'b']);
    again.close();
    const later = createUpdateLog(path);
    later.keep({ round: 2, attempt: 1 }, update('c'));
    expect(namesIn(path)).toEqual([]);
    later.close();
  });

  it('[R11] a record whose writing was cut off, or that is damaged, ends what is read', async () => {
    const { path, log: kept } = await log();
    for (const site of ['a', 'b', 'c']) kept.keep(attempt, update(site));
    kept.close();
    const whole = readFileSync(path).length;
    for (const missing of [1, 5, 40]) {
      truncateSync(path, whole - missing);
      expect(namesIn(path)).toEqual(['a', 'b']);
    }
    appendFileSync(path, new Uint8Array(100).fill(7));
    expect(namesIn(path)).toEqual(['a', 'b']);
  });

  it('[R11] goes on behind the last whole record, so that what follows a cut is read too', async () => {
    const { path, log: first } = await log();
    for (const site of ['a', 'b']) first.keep(attempt, update(site));
    first.close();
    truncateSync(path, readFileSync(path).length - 9);
    const again = createUpdateLog(path);
    for (const site of ['b', 'c']) again.keep(attempt, update(site));
    again.close();
    expect(namesIn(path)).toEqual(['a', 'b', 'c']);
  });

  it('[R12] says when it cannot be written, and keeps what it held', async () => {
    const { path, log: kept } = await log();
    kept.keep(attempt, update('a'));
    kept.close();
    const below = createUpdateLog(join(path, 'below-a-file', 'run'));
    expect(() => below.keep(attempt, update('b'))).toThrow(/ENOTDIR/);
    expect(namesIn(path)).toEqual(['a']);
  });

  it('lets go of a run that is over, and of those that were not ended', async () => {
    const db = join(await tempDir(), 'fedhealth.db');
    const store = createUpdateStore(db);
    for (const run of ['ended', 'killed', 'goes-on']) {
      const kept = store.log(run);
      kept.keep(attempt, update('a'));
      if (run === 'ended') kept.end();
      else kept.close();
      kept.keep(attempt, update('b'));
      kept.close();
    }
    expect(store.read('ended', attempt)).toEqual([]);
    store.dropOthers(['goes-on']);
    expect(store.read('killed', attempt)).toEqual([]);
    expect(store.read('goes-on', attempt)).toHaveLength(2);
  });
});
