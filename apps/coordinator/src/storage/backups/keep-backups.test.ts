import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spoilText } from '@fedhealth/testing/damages';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it, onTestFinished } from 'vitest';
import { smallStudy } from '../../testing/fixtures.ts';
import { testApp, testSettings } from '../../testing/test-app.ts';
import { openStore } from '../store.ts';
import { restore } from './backup.ts';
import { backupName, backupsOf, keptOf } from './backup-folder.ts';
import { type BackupOptions, keepBackups } from './keep-backups.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T00:30:00Z');
const hours = (...numbers: number[]): Date[] => numbers.map((n) => new Date(START + n * HOUR));
const NEVER = 2 ** 31 - 1;

async function opened() {
  const path = join(await tempDir(), 'kept.db');
  const store = await openStore(path);
  onTestFinished(() => store.close());
  await store.studies.save(smallStudy());
  const folder = join(dirname(path), 'backups');
  const told: string[] = [];
  const keeper = (changes: Partial<BackupOptions> = {}) => {
    const kept = keepBackups({
      databasePath: path,
      folder,
      onTrouble: async (sentence) => void told.push(sentence),
      onDamage: (why) => void told.push(`damage: ${why}`),
      everyMs: NEVER,
      ...changes,
    });
    onTestFinished(() => kept.close());
    return kept;
  };
  return { path, folder, store, told, keeper };
}

describe('which backups are kept', () => {
  it('[R27] are the newest of 24 hours, 14 days and 8 weeks', () => {
    const times = hours(...Array.from({ length: 24 * 100 }, (_, n) => n));
    const kept = [...keptOf(times)].map((index) => times[index] as Date);
    const newest = times.at(-1)?.getTime() ?? 0;
    const ages = kept.map((at) => (newest - at.getTime()) / HOUR).sort((a, b) => a - b);
    expect(ages.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_, n) => n));
    expect(ages.slice(24)).toHaveLength(13 + 5);
    expect(Math.max(...ages)).toBeGreaterThan(24 * 7 * 6);
    expect(Math.max(...ages)).toBeLessThanOrEqual(24 * 7 * 8);
  });

  it('[R27] change by one at a time: thinned each hour, the same are left as thinned at once', () => {
    let left: Date[] = [];
    for (const at of hours(...Array.from({ length: 24 * 80 }, (_, n) => n))) {
      left.push(at);
      const kept = keptOf(left);
      left = left.filter((_, index) => kept.has(index));
    }
    const all = hours(...Array.from({ length: 24 * 80 }, (_, n) => n));
    const once = keptOf(all);
    expect(left).toEqual(all.filter((_, index) => once.has(index)));
  });

  it('[R27] are not fewer for a month that the coordinator was off, nor for a clock that was wrong', () => {
    const old = hours(...Array.from({ length: 24 }, (_, n) => n));
    const after = [...old, new Date(START + 40 * 24 * HOUR)];
    expect(keptOf(after).size).toBe(25 - 1);
    expect(keptOf([...old, new Date('2099-01-01T00:00:00Z')]).size).toBe(24);
    expect(keptOf([])).toEqual(new Set());
    expect(keptOf([new Date(0), new Date(0)]).size).toBe(1);
  });
});

describe('backups by itself', () => {
  it('[R26] are made while the store is in use, whole and for this user only, and can be put back', async () => {
    const { path, folder, store, told, keeper } = await opened();
    const { make } = keeper();
    // The first is made at once; to ask for one while it is under way is to wait for it.
    await make();
    const [backup] = backupsOf(folder, path);
    expect(await readdir(folder)).toHaveLength(1);
    expect(((await stat(backup?.path ?? '')).mode & 0o777).toString(8)).toBe('600');
    expect(told).toEqual([]);
    await store.close();
    expect(restore(backup?.path ?? '', path, new Date()).contents).toMatchObject({ studies: 1 });
  });

  it('[R26] one is made at the start only when the newest is an hour old, or of a time to come', async () => {
    const { path, folder, keeper } = await opened();
    const hourAgo = new Date(Date.now() - HOUR + 60_000);
    await mkdir(folder);
    await writeFile(join(folder, backupName(path, hourAgo)), 'x');
    await keeper({ everyMs: HOUR }).close();
    expect(await readdir(folder)).toHaveLength(1);
    await writeFile(join(folder, backupName(path, new Date('2099-01-01T00:00:00Z'))), 'x');
    await writeFile(join(folder, `${backupName(path, hourAgo)}.partial`), 'cut off');
    await writeFile(join(folder, 'letter.txt'), 'not ours');
    await keeper({ everyMs: HOUR }).make();
    const names = await readdir(folder);
    expect(names).toContain('letter.txt');
    expect(names.filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(backupsOf(folder, path)).toHaveLength(3);
  });

  it('[R26] that cannot be made are told to the administrator, and the store goes on', async () => {
    const databasePath = join(await tempDir(), 'test.db');
    const blocked = join(dirname(databasePath), 'a-file');
    await writeFile(blocked, '');
    const app = await testApp({ ...(await testSettings({ databasePath })), backupFolder: blocked });
    await expect
      .poll(async () => (await app.store.events.list()).map(({ kind, level }) => [kind, level]), {
        timeout: 15_000,
      })
      .toContainEqual(['backup-failed', 'error']);
    expect((await app.ask('/api/studies')).status).toBe(200);
  });

  it('[R26] of a store that is damaged are none: nothing more is asked of it', async () => {
    const { path, folder, store, told, keeper } = await opened();
    await store.events.append({ level: 'info', kind: 'note', message: 'A note to spoil.' });
    await store.close();
    await spoilText('A note to spoil')(path);
    await keeper().make();
    expect(told[0]).toMatch(/^damage: reading it ends the program/);
    expect(told[1]).toMatch(/The backup could not be written: the file is damaged/);
    expect(backupsOf(folder, path)).toEqual([]);
  });
});
