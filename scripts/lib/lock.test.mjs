import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

describe('withLock', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fedhealth-lock-'));
    path = join(folder, 'setup.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** @param {string} pid */
  const heldBy = (pid) => {
    mkdirSync(path);
    writeFileSync(join(path, 'pid'), pid);
  };

  it('gives back what the work gives, and leaves nothing behind', async () => {
    const during = await withLock(path, async () => readFileSync(join(path, 'pid'), 'utf8'));
    expect(during).toBe(String(process.pid));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets go when the work fails', async () => {
    const work = withLock(path, () => Promise.reject(new Error('no space')));
    await expect(work).rejects.toThrow('no space');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets processes in one after the other, even past the lock of a dead one', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    heldBy(String(gone.pid));
    const log = join(folder, 'log');
    const code = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as delay } from 'node:timers/promises';
      import { withLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
      await withLock(${JSON.stringify(path)}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'in ');
        await delay(20);
        appendFileSync(${JSON.stringify(log)}, 'out ');
      }, { pollMs: 5 });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(path)).toBe(false);
  });

  it('says who holds it when waiting takes too long, and does not touch it', async () => {
    heldBy(String(process.pid));
    const work = withLock(path, async () => 'done', { patienceSeconds: 0.02, pollMs: 5 });
    await expect(work).rejects.toThrow(`(${process.pid})`);
    expect(existsSync(path)).toBe(true);
  });
});
