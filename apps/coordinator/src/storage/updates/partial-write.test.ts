/** A disk that takes a part of a record and then no more: what follows must be read all the same. */
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { expect, it, vi } from 'vitest';
import { createUpdateLog, readUpdates } from './update-log.ts';

const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    writeSync(file: number, bytes: Uint8Array, at = 0): number {
      const room = Math.min(bytes.length - at, disk.left);
      if (room === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      disk.left -= room;
      return real.writeSync(file, bytes, at, room);
    },
  };
});

const attempt = { round: 1, attempt: 1 };
const update = (siteId: string) => ({
  siteId,
  report: {
    kind: 'fit' as const,
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
});

it.each([1, 20, 60])(
  '[R11] [R12] after a record of which %i bytes were taken, the next is whole',
  async (taken) => {
    const path = join(await tempDir(), 'run');
    const log = createUpdateLog(path);
    log.keep(attempt, update('a'));
    disk.left = taken;
    expect(() => log.keep(attempt, update('b'))).toThrow(/ENOSPC/);
    disk.left = Number.POSITIVE_INFINITY;
    log.keep(attempt, update('c'));
    log.keep(attempt, update('b'));
    log.close();
    expect(readUpdates(path, attempt).map(({ siteId }) => siteId)).toEqual(['a', 'c', 'b']);
  },
);
