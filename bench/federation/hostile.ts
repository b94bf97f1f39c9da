/**
 * What rounds lose to connections that are held open or vanish: the same run undisturbed and beside 200 idle, 50
 * slow and 300 vanishing connections, made by a process of their own.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CoordinatorProcess, startCoordinator } from '../../playwright/support/coordinator-process.ts';
import { type Check, check } from '../check.ts';
import { runToEnd, secondsOf, sitesReady } from './run-timing.ts';

const SITES = 20;
const ROUNDS = 400;
/** Between two looks at the health route, in milliseconds. */
const PROBE_MS = 20;
const SWARM = fileURLToPath(new URL('./swarm.ts', import.meta.url));
const CROWD = fileURLToPath(new URL('./crowd.ts', import.meta.url));

export async function hostileConnections(): Promise<readonly Check[]> {
  const coordinator = await startCoordinator({ FEDHEALTH_VALIDATION: 'none', LOG_LEVEL: 'warn' });
  const swarm = await start(SWARM, await coordinator.createInvite('health-risk', SITES), String(SITES));
  try {
    await sitesReady(coordinator, SITES);
    const plan = { studyId: 'health-risk', rounds: ROUNDS, minSites: SITES };
    await runToEnd(coordinator, plan);
    const alone = secondsOf(await runToEnd(coordinator, plan));
    const before = residentMegabytes(coordinator.pid);
    const crowd = await start(CROWD, coordinator.url);
    const probes = probe(coordinator);
    const beside = secondsOf(await runToEnd(coordinator, plan));
    const slowest = await probes.p99();
    crowd.end();
    const grown = residentMegabytes(coordinator.pid) - before;
    return [
      check(
        beside / alone,
        1.25,
        '×',
        `${ROUNDS} rounds beside 200 idle, 50 slow, 300 vanishing connections`,
      ),
      check(slowest, 200, 'ms', 'the health route meanwhile, 99 of 100'),
      check(grown, 60, 'MB', 'memory that these connections and one more run add'),
    ];
  } finally {
    swarm.end();
    await coordinator.stop();
  }
}

/** A process that says when it is there. */
async function start(script: string, ...args: readonly string[]): Promise<{ end(): void }> {
  const child = fork(script, args, { execArgv: ['--conditions=source', '--import', 'tsx'] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${script} ended with code ${code}.`)));
  });
  child.removeAllListeners('exit');
  return { end: () => void child.kill() };
}

/** Asks the health route again and again; `p99` stops and tells, in milliseconds. */
function probe({ url }: CoordinatorProcess): { p99(): Promise<number> } {
  const times: number[] = [];
  let over = false;
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      const response = await fetch(`${url}/api/health`).catch(() => null);
      if (response !== null) await response.text();
      // One that was refused is as bad as one that never came.
      times.push(response?.ok ? performance.now() - began : Number.POSITIVE_INFINITY);
      await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
    }
  })();
  return {
    async p99() {
      over = true;
      await asking;
      return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
    },
  };
}

function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(line?.[1]) * 1024) / 1e6;
}
