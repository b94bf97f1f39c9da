import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutTo, type Damage, flip, garbage, pageOf, remove, spoilText } from '@fedhealth/testing/damages';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { goodStores, settingsOf } from '../../testing/damaged-stores.ts';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';
import { testApp } from '../../testing/test-app.ts';
import { backupName } from '../backups/backup-folder.ts';

/** One of each kind; `faults/damaged-store.test.ts` has many more. */
const DAMAGES: readonly [string, Damage][] = [
  ['cut to nothing', cutTo(() => 0)],
  ['cut to 100 bytes', cutTo(() => 100)],
  ['cut to half', cutTo((bytes) => Math.floor(bytes / 2))],
  ['without its last byte', cutTo((bytes) => bytes - 1)],
  ['garbage', garbage],
  ['another size in its header', flip(28)],
  ['a page of zeros', pageOf(0.4, 'zeros')],
  ['a page of noise', pageOf(0.5, 'random')],
  ['a text that is none', spoilText('Note 150.')],
];

describe('a damaged store', () => {
  const { store, copyTo, judge } = goodStores();

  it.each(DAMAGES)(
    '[R24] %s: it starts with all that was in it, or says so with the newest good backup',
    async (_, damage) => {
      expect(await judge(damage)).toBe('told');
    },
  );

  it('[R24] names the newest backup that is good, or says that there is none', async () => {
    const { path, folder, backup } = await store();
    await copyTo(join(folder, backupName(path, new Date('2026-03-05T00:00:00Z'))));
    await pageOf(0.5, 'random')(join(folder, backupName(path, new Date('2026-03-05T00:00:00Z'))));
    await spoilText('Note 150.')(path);
    await expect(testApp(await settingsOf(path, folder))).rejects.toThrow(backup);
    await garbage(backup);
    await expect(testApp(await settingsOf(path, folder))).rejects.toThrow(
      `No good backup was found in ${folder}`,
    );
    await expect(testApp(await settingsOf(path, null))).rejects.toThrow(/restore "FILE"/);
  });

  it('[R24] whose journal is gone says so, and a new one is made only where there was none', async () => {
    const { path, folder } = await store();
    const app = await testApp(await settingsOf(path, folder));
    await app.store.events.append({ level: 'info', kind: 'last', message: 'The last words.' });
    // As a kill leaves it: the journal holds what the file does not.
    const left = join(await tempDir(), 'full.db');
    for (const side of ['', '-wal', '-shm', '.lock']) await copyFile(`${path}${side}`, `${left}${side}`);
    await app.close();
    const whole = join(await tempDir(), 'full.db');
    for (const side of ['', '-wal', '-shm', '.lock']) await copyFile(`${left}${side}`, `${whole}${side}`);
    const again = await testApp(await settingsOf(whole, null));
    expect(await again.store.events.list({ limit: 1 })).toMatchObject([{ kind: 'last' }]);
    await again.close();
    await remove('-wal')(left);
    await expect(testApp(await settingsOf(left, folder))).rejects.toThrow(
      /its journal .*full\.db-wal.* is gone/,
    );
    // Both gone is how any program leaves it that reads a killed coordinator's store and closes it.
    await remove('-shm')(left);
    await (await testApp(await settingsOf(left, folder))).close();

    const fresh = join(await tempDir(), 'fresh.db');
    await writeFile(fresh, '');
    await (await testApp(await settingsOf(fresh, null))).close();
    await cutTo(() => 0)(fresh);
    await expect(testApp(await settingsOf(fresh, null))).rejects.toThrow(/the file is empty, though/);
    await remove('')(fresh);
    await writeFile(`${fresh}-wal`, 'something');
    await expect(testApp(await settingsOf(fresh, null))).rejects.toThrow(
      /the file is gone, though its journal/,
    );
  });

  it('[R25] that shows once it is open is asked nothing more: requests and runs are told the sentence', async () => {
    const { path, folder } = await store();
    const app = await testApp(await settingsOf(path, folder));
    app.store.damaged('a test says so');
    const answer = await app.ask('/api/runs');
    expect([answer.status, await answer.json()]).toMatchObject([
      507,
      { error: { code: 'STORE_DAMAGED', message: expect.stringContaining(folder) } },
    ]);
    expect((await app.ask('/api/health')).status).toBe(200);
  });

  it('[R25] pauses the run under way with the sentence, which its hospitals read', async () => {
    const app = await liveApp();
    const trainer = createFakeTrainer((fit) => {
      if (fit === 2) app.store.damaged('a page cannot be read');
    });
    const hospital = await openHospital(app, { name: 'A', trainer });
    await openHospital(app, { name: 'B' });
    await app.startRun({ rounds: 5 });
    const { run } = await hospital.until('the pause', (snapshot) => snapshot.run?.status === 'paused');
    expect(run?.message).toMatch(
      /is damaged: a page cannot be read\. It was left as it is\. .*fedhealth restore/,
    );
    expect((await app.ask('/api/runs')).status).toBe(507);
  });
});
