/**
 * What rounds lose to connections that are held open or vanish: the same run undisturbed and beside 200 idle, 50
 * slow and 300 vanishing connections, made by a process of their own.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCoordinator } from '../../playwright/support/coordinator-process.ts';
import { atLeast, type Check, check, median } from '../check.ts';
import { runToEnd, secondsOf, sitesReady } from './run-timing.ts';

const SITES = 20;
const ROUNDS = 200;
const PAIRS = 3;
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
    const seconds = async (): Promise<number> => secondsOf(await runToEnd(coordinator, plan));
    await seconds();
    const before = residentMegabytes(coordinator.pid);
    const alone: number[] = [];
    const beside: number[] = [];
    const health: number[] = [];
    // In turn, so that a machine that grows busier or quieter counts for neither.
    for (let pair = 0; pair < PAIRS; pair++) {
      // The health route is asked in both, so that asking counts for neither.
      const quiet = probe(coordinator.url);
      alone.push(await seconds());
      await quiet.stop();
      const crowd = await start(CROWD, coordinator.url);
      const probes = probe(coordinator.url);
      beside.push(await seconds());
      health.push(...(await probes.stop()));
      crowd.end();
    }
    const rates = [alone, beside].map((all) => ROUNDS / median(all));
    const share = median(alone) / median(beside);
    const p99 = health.sort((a, b) => a - b)[Math.floor(health.length * 0.99)] ?? Number.NaN;
    return [
      atLeast(
        share,
        0.8,
        '×',
        `rounds a second (${told(rates)}) beside 200 idle, 50 slow, 300 vanishing connections`,
      ),
      check(p99, 200, 'ms', 'the health route meanwhile, 99 of 100'),
      check(
        residentMegabytes(coordinator.pid) - before,
        80,
        'MB',
        `memory that ${2 * PAIRS} runs and these connections add`,
      ),
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

/** Asks the health route again and again; `stop` tells how long each answer took, in milliseconds. */
function probe(url: string): { stop(): Promise<number[]> } {
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
    async stop() {
      over = true;
      await asking;
      return times;
    },
  };
}

const told = (rates: readonly number[]): string => rates.map((rate) => rate.toFixed(1)).join(' → ');

function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(line?.[1]) * 1024) / 1e6;
}
