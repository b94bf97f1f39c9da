import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { expect, it, onTestFinished } from 'vitest';
import { lockStore } from './lock.ts';
import { openStore } from './store.ts';

const holder = fileURLToPath(new URL('../testing/hold-store.ts', import.meta.url));

/** Another process that opens the store and holds it until it is killed. */
async function holdElsewhere(path: string) {
  const child = fork(holder, [path], { execArgv: ['--conditions=source', '--import', 'tsx'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

it('[R13] lets one process at a time have a store, and says who has it', async () => {
  const path = join(await tempDir(), 'one.db');
  const store = await openStore(path);
  await expect(openStore(path)).rejects.toThrow(
    `Another FedHealth (process ${process.pid}) is using the database ${path}. Stop that one first, or choose another file with --db.`,
  );
  await store.close();
  const next = await openStore(path);
  await next.close();
});

it('[R13] takes over from a process that was killed, without anyone clearing up', async () => {
  const path = join(await tempDir(), 'one.db');
  const other = await holdElsewhere(path);
  expect(() => lockStore(path)).toThrow(`process ${other.pid}`);
  const ended = once(other, 'exit');
  other.kill('SIGKILL');
  await ended;
  const store = await openStore(path);
  await store.close();
});

it('says what is wrong with a folder that cannot hold a lock', async () => {
  const file = join(await tempDir(), 'file');
  await writeFile(file, '');
  expect(() => lockStore(join(file, 'one.db'))).toThrow(/cannot be used.*cannot be written/);
});
