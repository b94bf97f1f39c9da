import { copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../testing/fixtures.ts';
import { openStore } from './store.ts';

describe('openStore', () => {
  it('makes the folder and the file, and finds everything again', async () => {
    const path = join(await tempDir(), 'deep', 'er', 'fedhealth.db');
    const first = await openStore(path);
    await first.studies.save(smallStudy());
    const secret = await first.secrets.obtain('session-salt');
    await first.close();
    await first.close();
    const second = await openStore(path);
    expect(await second.studies.get('small')).toEqual(smallStudy());
    expect(await second.secrets.obtain('session-salt')).toEqual(secret);
    expect(await second.secrets.obtain('other')).not.toEqual(secret);
    await second.close();
  });

  it('leaves one file behind that is the whole database', async () => {
    const folder = await tempDir();
    const path = join(folder, 'fedhealth.db');
    const store = await openStore(path);
    await store.studies.save(smallStudy());
    await store.close();
    await copyFile(path, join(folder, 'copy.db'));
    const copy = await openStore(join(folder, 'copy.db'));
    expect(await copy.studies.get('small')).toEqual(smallStudy());
    await copy.close();
  });

  it('keeps the file from other users of the machine', async () => {
    const path = join(await tempDir(), 'fedhealth.db');
    const store = await openStore(path);
    for (const file of [path, `${path}-wal`]) expect((await stat(file)).mode & 0o077).toBe(0);
    await store.close();
  });

  it('writes ahead and minds references', async () => {
    const path = join(await tempDir(), 'fedhealth.db');
    const store = await openStore(path);
    const other = new Libsql(path);
    expect(other.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    await expect(
      store.runs.create({
        studyId: 'none',
        studyVersion: 1,
        plan: { rounds: 1, minSites: 1, roundTimeoutSeconds: 1 },
        seed: 1,
      }),
    ).rejects.toThrow(/FOREIGN KEY/);
    other.close();
    await store.close();
  });

  it('works in memory', async () => {
    const store = await openStore(':memory:');
    await store.events.append({ level: 'info', kind: 'k', message: 'm' });
    expect(await store.events.list()).toHaveLength(1);
    await store.close();
  });

  it('says in a sentence that a file is not a database', async () => {
    const path = join(await tempDir(), 'letter.txt');
    await writeFile(path, 'Dear hospital, this is not a database but a letter. '.repeat(100));
    await expect(openStore(path)).rejects.toThrow(
      /letter\.txt cannot be opened: .*not a database.*Check that/,
    );
  });

  it('leaves the database of a newer version alone', async () => {
    const path = join(await tempDir(), 'fedhealth.db');
    await (await openStore(path)).close();
    const raw = new Libsql(path);
    raw.exec("insert into kysely_migration (name, timestamp) values ('9999-future', '2099-01-01')");
    raw.close();
    await expect(openStore(path)).rejects.toThrow(/could not be brought up to date.*newer FedHealth/);
  });
});
