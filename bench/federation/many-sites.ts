/** A thousand sites with real sockets at one coordinator process: how long a round takes, and what memory. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCoordinator } from '../../playwright/support/coordinator-process.ts';
import { type Check, check } from '../check.ts';
import { medianOverhead, runToEnd, sitesReady } from './run-timing.ts';

const SITES = 1_000;
const ROUNDS = 5;
const PARAMETERS = 2_625;
const SWARM = fileURLToPath(new URL('./swarm.ts', import.meta.url));

export async function manySites(): Promise<readonly Check[]> {
  const coordinator = await startCoordinator({ FEDHEALTH_VALIDATION: 'none', LOG_LEVEL: 'warn' });
  const swarm = fork(SWARM, [await coordinator.createInvite('health-risk', SITES), String(SITES)], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      swarm.once('message', () => resolve());
      swarm.once('exit', (code) => reject(new Error(`The swarm ended with code ${code}.`)));
    });
    await sitesReady(coordinator, SITES);
    const plan = { studyId: 'health-risk', rounds: ROUNDS, minSites: SITES };
    await runToEnd(coordinator, plan);
    const before = peakMegabytes(coordinator.pid);
    const run = await runToEnd(coordinator, plan);
    const grown = peakMegabytes(coordinator.pid) - before;
    // All updates at once would be sites × parameters × 4 bytes: each round may keep a part of one more run.
    const all = (SITES * PARAMETERS * 4 * ROUNDS) / 1e6;
    return [
      check(medianOverhead(run) / 1000, 1, 's', `a round of ${SITES} sites with real sockets, median`),
      check(
        grown,
        all / 2,
        'MB',
        `memory that ${ROUNDS} more rounds of ${SITES} sites add (their updates: ${all.toFixed(0)} MB)`,
      ),
    ];
  } finally {
    swarm.removeAllListeners('exit');
    swarm.kill();
    await coordinator.stop();
  }
}

/** Highest resident memory so far (Linux). */
function peakMegabytes(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(line?.[1]) * 1024) / 1e6;
}
