/** What can befall the coordinator's store, with a coordinator in a process of its own: it may not write, or its disk is full. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { ADMIN_TOKEN } from '@fedhealth/coordinator/testing/test-app';
import { openStore } from '@fedhealth/coordinator/testing/test-store';
import { invitationViewSchema } from '@fedhealth/fl-core/protocol';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox } from '@fedhealth/testing/patiently';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { expect, it, onTestFinished } from 'vitest';
import { startCoordinatorProcess } from '../testing/coordinator-process.ts';

const TEST_MS = 4 * 60_000;
const HERE = fileURLToPath(import.meta.url);

/** To root nothing is read-only: the coordinator then runs as the user "nobody", if that one may read the sources. */
const OTHER_USER = process.getuid?.() === 0 ? 65_534 : undefined;
const mayReadSources =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, ['-e', 'fs.accessSync(process.argv[1])', HERE], {
    ...(OTHER_USER === undefined ? {} : { uid: OTHER_USER, gid: OTHER_USER }),
  }).status === 0;

/** A disk of a few MB that only the coordinator's process has, and that goes with it. */
const ON_A_SMALL_DISK = [
  ...['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])],
  ...['sh', '-c', 'mount -t tmpfs -o size=3m tmpfs "$0" && exec "$@"'],
];
const mayMount = (() => {
  const [command = '', ...words] = ON_A_SMALL_DISK;
  return spawnSync(command, [...words, '/mnt', 'true']).status === 0;
})();

/** A folder with a study, open to every user of the machine. */
async function openFolder() {
  const folder = await tempDir();
  await chmod(folder, 0o777);
  const study = join(folder, 'study.json');
  await writeFile(study, JSON.stringify(tinyStudy()));
  return { folder, study, db: join(folder, 'fedhealth.db') };
}

it.skipIf(!mayReadSources)(
  '[R12] a database file that is read-only: it does not start, and says why and what to do (skipped where no other user may read the sources)',
  async () => {
    const { study, db } = await openFolder();
    await (await openStore(db)).close();
    await chmod(db, 0o444);
    await rm(`${db}.lock`, { force: true });
    await expect(startCoordinatorProcess({ db, study, user: OTHER_USER })).rejects.toThrow(
      `It ended with 1: The database ${db} cannot be opened: The database file is read-only. Nothing that was kept is lost; make the file and its folder writable.`,
    );
  },
  TEST_MS,
);

it.skipIf(!mayReadSources)(
  '[R12] a folder that is read-only: it does not start, and says which',
  async () => {
    const { folder, study, db } = await openFolder();
    await chmod(folder, 0o555);
    onTestFinished(() => chmod(folder, 0o777));
    await expect(startCoordinatorProcess({ db, study, user: OTHER_USER })).rejects.toThrow(
      new RegExp(`It ended with 1: The database ${db} cannot be used: its folder cannot be written`),
    );
  },
  TEST_MS,
);

/** Writes until the disk takes no more. */
async function fill(path: string): Promise<void> {
  const file = createWriteStream(path);
  const full = once(file, 'error').then(([error]) => error);
  const pour = (): void => {
    while (file.write(Buffer.alloc(4096))) {
      // Until it asks to wait.
    }
  };
  file.on('drain', pour);
  pour();
  expect(await full).toMatchObject({ code: 'ENOSPC' });
}

it.skipIf(!mayMount)(
  '[R12] a full disk: the run is paused with that reason, and goes on when there is space (skipped where none may be mounted)',
  async () => {
    const { folder, study: studyPath } = await openFolder();
    await writeFile(studyPath, JSON.stringify(tinyStudy({ model: { hidden: [64, 32] } })));
    const disk = join(folder, 'disk');
    await mkdir(disk);
    const coordinator = await startCoordinatorProcess({
      db: join(disk, 'fedhealth.db'),
      study: studyPath,
      through: [...ON_A_SMALL_DISK, disk],
    });
    onTestFinished(() => coordinator.kill());
    const { url } = coordinator;
    const invite = new URL(await coordinator.invite('tiny')).searchParams.get('invite') ?? '';
    const invitation = await (await fetch(`${url}/api/invites/${invite}`)).json();
    const { study } = invitationViewSchema.parse(invitation);
    const training = createMailbox<true>();
    const proceed = createMailbox<true>();
    const trainer = createFakeTrainer(async (fit) => {
      if (fit !== 2) return;
      training.put(true);
      await proceed.take('the full disk');
    });
    const app = { url, invite, studyId: 'tiny' };
    await openHospital(app, { name: 'North', study, trainer });
    await openHospital(app, { name: 'South', study });
    const { id } = await coordinator.client.startRun({ studyId: 'tiny', seed: 1, rounds: 3 });
    await training.take('round 2');
    const ballast = `/proc/${coordinator.pid()}/root${disk}/ballast`;
    await fill(ballast);
    proceed.put(true);
    const held = await coordinator.runUntil(id, 'the pause', ({ status }) => status === 'paused');
    expect([held.round, held.message]).toEqual([
      1,
      expect.stringMatching(/disk that holds the database is full.*free some space/),
    ]);
    await rm(ballast);
    await fetch(`${url}/api/runs/${id}/resume`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    const run = await coordinator.runOver(id);
    expect([run.status, run.roundList.map(({ round, attempt }) => [round, attempt])]).toEqual([
      'completed',
      [1, 2, 3].map((round) => [round, 1]),
    ]);
    expect(trainer.fits).toHaveLength(3);
  },
  TEST_MS,
);
