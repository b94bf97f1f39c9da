/** Nodes A, B and C as real headless sites of a real coordinator. */
import { fileURLToPath } from 'node:url';
import { startSiteProcess } from '../../apps/cli/src/simulation/site-process.ts';
import { startCoordinator } from '../../playwright/support/coordinator-process.ts';
import { type Check, check } from '../check.ts';
import { medianOverhead, runToEnd, secondsOf, sitesReady } from './run-timing.ts';

const ROUNDS = 20;
const NODES = ['A', 'B', 'C'];

export async function threeSites(): Promise<readonly Check[]> {
  const coordinator = await startCoordinator({ FEDHEALTH_VALIDATION: 'none', LOG_LEVEL: 'warn' });
  const link = await coordinator.createInvite();
  const sites = NODES.map((node) => {
    const csv = fileURLToPath(new URL(`../../data/node_${node}_data.csv`, import.meta.url));
    return startSiteProcess({ link, name: `Node ${node}`, csv, compare: false });
  });
  for (const { report } of sites) report.catch(() => undefined);
  try {
    await sitesReady(coordinator, NODES.length);
    const run = await runToEnd(coordinator, {
      studyId: 'health-risk',
      rounds: ROUNDS,
      minSites: NODES.length,
    });
    return [
      check(medianOverhead(run), 25, 'ms', 'a round of 3 sites beside their own work, median'),
      check(
        secondsOf(run),
        3,
        's',
        `${ROUNDS} rounds of nodes A, B and C, from recruiting to the last commit`,
      ),
    ];
  } finally {
    await Promise.all(sites.map((site) => site.stop()));
    await coordinator.stop();
  }
}
