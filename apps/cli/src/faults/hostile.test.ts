/** Who holds connections to hold them, against a coordinator in a process of its own with few descriptors. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ODD_CONNECTIONS } from '@fedhealth/testing/odd-connections';
import type { RawLine } from '@fedhealth/testing/raw-line';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { expect, it, onTestFinished } from 'vitest';
import { startCoordinatorProcess } from '../testing/coordinator-process.ts';

const ALL = process.env.FEDHEALTH_FAULTS === 'all';
/** More than the descriptors it has, unless it is the bounded form. */
const EACH = ALL ? 150 : 15;
const DESCRIPTORS = ALL ? 1024 : 192;
const TEST_MS = 4 * 60_000;

async function start() {
  const folder = await tempDir();
  const study = join(folder, 'study.json');
  await writeFile(study, JSON.stringify(tinyStudy()));
  const coordinator = await startCoordinatorProcess({ db: join(folder, 'fedhealth.db'), study });
  onTestFinished(coordinator.kill);
  // Once it has started: reading its many source files at once takes more than it has afterwards.
  await coordinator.limitDescriptors(DESCRIPTORS);
  return coordinator;
}

const megabytes = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function openAll(url: string, each: number): Promise<RawLine[]> {
  const lines: RawLine[] = [];
  for (let i = 0; i < each; i++) {
    lines.push(...(await Promise.all(Object.values(ODD_CONNECTIONS).map((open) => open(url)))));
    if (i % 10 === 0) expect((await fetch(`${url}/api/health`)).status).toBe(200);
  }
  return lines;
}

it(
  '[X1][X2] whatever is held open, the next is answered, memory stays, and it stops within its grace with code 0',
  async () => {
    const coordinator = await start();
    const before = megabytes(coordinator.pid());
    await openAll(coordinator.url, EACH);
    expect((await fetch(`${coordinator.url}/api/health`)).status).toBe(200);
    expect(megabytes(coordinator.pid()) - before).toBeLessThan(150);
    await openAll(coordinator.url, 1);
    const began = performance.now();
    expect(await coordinator.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    // The store was closed after everything else: all is in the one file.
    expect(coordinator.said()).not.toContain('did not close cleanly');
  },
  TEST_MS,
);

/** Its bounded form, with shorter limits, is beside the front door and the sockets' lines. */
const itAtFullLength = ALL ? it : () => undefined;
itAtFullLength(
  '[X1] every way to hold a connection ends by itself',
  async () => {
    const coordinator = await start();
    const names = Object.keys(ODD_CONNECTIONS);
    const lines = await Promise.all(Object.values(ODD_CONNECTIONS).map((open) => open(coordinator.url)));
    const open = lines.map((line, index) =>
      line.ended(40_000).then(
        () => null,
        () => names[index],
      ),
    );
    expect((await Promise.all(open)).filter((name) => name !== null)).toEqual([]);
  },
  TEST_MS,
);
