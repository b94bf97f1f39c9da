/** `fedhealth serve` in a process of its own, from sources, that a test can kill and start again; it is the test's to end. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ADMIN_TOKEN } from '@fedhealth/coordinator/testing/test-app';
import { type RunDetailView, runDetailViewSchema } from '@fedhealth/fl-core/protocol';
import { isOver } from '@fedhealth/fl-core/round';
import { vi } from 'vitest';
import { z } from 'zod';
import { createCoordinatorClient } from '../simulation/coordinator-client.ts';

const CLI = fileURLToPath(new URL('../main.ts', import.meta.url));
const KILL_IN_COMMIT = new URL('../../../coordinator/src/testing/kill-in-commit.ts', import.meta.url).href;
const run = promisify(execFile);
const START_MS = 60_000;
/** Several processes share two cores, and a site's slowest try to reconnect comes after 12 seconds. */
const RUN_MS = 120_000;

export interface CoordinatorProcess {
  readonly url: string;
  readonly pid: () => number | undefined;
  readonly client: ReturnType<typeof createCoordinatorClient>;
  /** A link that invites hospitals to the study. */
  invite(studyId: string): Promise<string>;
  /** Leaves it with so many descriptors; what it has open stays open. */
  limitDescriptors(most: number): Promise<void>;
  /** What it has said on stderr so far. */
  said(): string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop (SIGTERM); its exit code, null if a signal ended it. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and store, unless it runs. `killIn`: see `storage/testing/kill-in-commit.ts`. */
  start(killIn?: string): Promise<void>;
  /** Waits until it has ended, however it came about. */
  ended(): Promise<void>;
  run(id: string): Promise<RunDetailView>;
  runUntil(id: string, what: string, fits: (run: RunDetailView) => boolean): Promise<RunDetailView>;
  runOver(id: string): Promise<RunDetailView>;
}

export interface CoordinatorProcessOptions {
  readonly db: string;
  readonly study: string;
  readonly env?: Record<string, string>;
  /** A user of this machine to run it as; only root can choose. */
  readonly user?: number | undefined;
  /** A command that is to run it, as `unshare` does. */
  readonly through?: readonly string[];
}

export async function startCoordinatorProcess(
  options: CoordinatorProcessOptions,
): Promise<CoordinatorProcess> {
  let said = '';
  let child: ChildProcess | null = null;
  const launch = async (port: string, killIn?: string): Promise<string> => {
    const [command = process.execPath, ...words] = [
      ...(options.through ?? []),
      ...[process.execPath, '--conditions=source', '--import', 'tsx'],
      ...(killIn === undefined ? [] : ['--import', KILL_IN_COMMIT]),
      ...[CLI, 'serve', '--port', port],
      ...['--db', options.db, '--study', options.study, '--validation', 'none'],
    ];
    child = spawn(command, words, {
      env: {
        PATH: process.env.PATH,
        FEDHEALTH_ADMIN_TOKEN: ADMIN_TOKEN,
        FEDHEALTH_TEST_KILL: killIn,
        ...options.env,
      },
      ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    return address(child, () => said);
  };
  const runs = (): boolean => child?.exitCode === null && child.signalCode === null;
  const kill = async (): Promise<void> => {
    if (child === null || !runs()) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const url = await launch('0').catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  const client = createCoordinatorClient(url, ADMIN_TOKEN);
  const runUntil: CoordinatorProcess['runUntil'] = (id, what, fits) =>
    vi.waitFor(
      async () => {
        const run = runDetailViewSchema.parse(await client.run(id));
        if (!fits(run))
          throw new Error(`Waited in vain for ${what}; it is ${run.status}, round ${run.round}.`);
        return run;
      },
      { timeout: RUN_MS, interval: 20 },
    );
  return {
    url,
    pid: () => child?.pid,
    client,
    async invite(studyId) {
      const response = await fetch(`${url}/api/invites`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ studyId }),
      });
      const link = new URL(z.object({ url: z.string() }).parse(await response.json()).url);
      return `${url}${link.pathname}${link.search}`;
    },
    limitDescriptors: async (most) =>
      void (await run('prlimit', ['--pid', String(child?.pid), `--nofile=${most}:${most}`])),
    said: () => said,
    kill,
    async stop() {
      if (child === null) return null;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    start: async (killIn) => void (runs() || (await launch(new URL(url).port, killIn))),
    async ended() {
      if (child !== null && runs()) await once(child, 'exit', { signal: AbortSignal.timeout(RUN_MS) });
    },
    run: client.run,
    runUntil,
    runOver: (id) =>
      runUntil(id, 'the end of the run', ({ status, finishedAt }) => isOver(status) && finishedAt !== null),
  };
}

function address(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`It did not start: ${said()}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said()}`)));
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /running at (http:\/\/[\d.]+:\d+)/.exec(text)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
  });
}
