/** Good stores with a backup, to be damaged, and what must come of it. */
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Damage } from '@fedhealth/testing/damages';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { pino } from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import { createApp } from '../app.ts';
import { backUp } from '../storage/backups/backup.ts';
import { backupName } from '../storage/backups/backup-folder.ts';
import { createArchive } from './archive.ts';
import { smallStudy } from './fixtures.ts';
import { allOf, fullOfContent } from './full-of-content.ts';
import { testApp, testSettings } from './test-app.ts';

export interface GoodStore {
  readonly path: string;
  /** Of its backups. */
  readonly folder: string;
  readonly backup: string;
}

const AT = new Date('2026-03-04T05:06:07.000Z');

export const settingsOf = (databasePath: string, backupFolder: string | null) =>
  testSettings({ databasePath, backupFolder, study: smallStudy() });

/** To be called where a test file describes: makes the store once, and takes it away. */
export function goodStores() {
  let home = '';
  let good = '';
  let copy = '';
  let content = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'fedhealth-'));
    good = await fullOfContent(home);
    copy = `${good}.copy`;
    backUp(good, copy);
    const app = await createApp(await settingsOf(good, null), pino({ level: 'silent' }), createArchive);
    const ask = (path: string) =>
      fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${app.adminToken.value}` } });
    content = await allOf({ ask, store: app.store });
    await app.close();
  }, 60_000);
  afterAll(() => rm(home, { recursive: true, force: true }));

  /** In a folder of this test. */
  const store = async (): Promise<GoodStore> => {
    const path = join(await tempDir(), basename(good));
    await copyFile(good, path);
    await copyFile(`${good}.lock`, `${path}.lock`);
    const folder = join(dirname(path), 'backups');
    await mkdir(folder);
    const backup = join(folder, backupName(path, AT));
    await copyFile(copy, backup);
    return { path, folder, backup };
  };
  return {
    store,
    copyTo: (path: string) => copyFile(copy, path),
    /** It starts with all that was in it, or ends with the sentence; and no later request ends the process. */
    async judge(damage: Damage): Promise<'whole' | 'told'> {
      const { path, folder, backup } = await store();
      await damage(path);
      const before = await readFile(path);
      const started = await testApp(await settingsOf(path, folder)).catch((error: Error) => error.message);
      if (typeof started !== 'string') {
        expect(await allOf(started)).toBe(content);
        await started.close();
        return 'whole';
      }
      expect(started).toContain(`The database ${path} cannot be opened: `);
      expect(started).toContain('newest good backup is of 2026-03-04T05:06:07Z');
      expect(started).toContain(`npx fedhealth restore "${backup}" --db "${path}"`);
      expect(await readFile(path)).toEqual(before);
      return 'told';
    },
  };
}
