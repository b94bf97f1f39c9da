/**
 * `kill -9` of the coordinator at seeded random moments of a run, with hospitals in processes of their own.
 * A selection in `npm test`; all thirty in `npm run test:faults`.
 */
import { watch } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRng } from '@fedhealth/fl-core/lib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startSiteProcess } from '../simulation/site-process.ts';
import { startCoordinatorProcess } from '../testing/coordinator-process.ts';
import { tempDir } from '../testing/temp-dir.ts';
import { ADMIN_TOKEN } from '../testing/test-app.ts';
import { tinyCsv, tinyStudy } from '../testing/tiny-study.ts';

const ROUNDS = 8;
const SITES = ['North', 'South', 'West'];
const MOMENTS = process.env.FEDHEALTH_FAULTS === 'all' ? 30 : 2;
const MINUTES = 60_000;

async function openFederation() {
  const folder = await tempDir();
  const study = join(folder, 'study.json');
  const plan = { rounds: ROUNDS, minSites: SITES.length, roundTimeoutSeconds: 60 };
  await writeFile(study, JSON.stringify(tinyStudy({ federation: plan, training: { localEpochs: 3 } })));
  const db = join(folder, 'fedhealth.db');
  const coordinator = await startCoordinatorProcess({ db, study });
  const response = await fetch(`${coordinator.url}/api/invites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ studyId: 'tiny' }),
  });
  const link = new URL(z.object({ url: z.string() }).parse(await response.json()).url);
  for (const [index, name] of SITES.entries()) {
    const csv = await tinyCsv(2000, index + 1);
    const site = startSiteProcess({
      link: `${coordinator.url}${link.pathname}${link.search}`,
      name,
      csv,
      engine: 'simd',
      compare: false,
    });
    onTestFinished(() => site.stop());
  }
  return { db, coordinator };
}

/** The nth time that the store's journal grows from now on: a write is under way just then. */
function journalWrite(db: string, nth: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const watcher = watch(`${db}-wal`, () => {
      seen++;
      if (seen < nth) return;
      watcher.close();
      resolve();
    });
  });
}

describe('a coordinator that is killed', () => {
  it(
    `[R11] at ${MOMENTS} random moments of its runs loses no committed round, and every run ends as planned`,
    async () => {
      const rng = createRng(20_26);
      const { db, coordinator } = await openFederation();
      for (let moment = 1; moment <= MOMENTS; moment++) {
        const { id } = await coordinator.client.startRun({ studyId: 'tiny', seed: moment });
        // A round that the administrator has seen committed, then a few writes of the journal: some ten make a round.
        const committed = rng.int(ROUNDS);
        await coordinator.runUntil(id, `round ${committed}`, ({ round }) => round >= committed);
        const over = coordinator.runOver(id).catch(() => null);
        await Promise.race([journalWrite(db, 1 + rng.int(10)), over]);
        await coordinator.kill();
        await coordinator.start();
        const found = await coordinator.run(id);
        expect(found.round).toBeGreaterThanOrEqual(committed);
        const run = await coordinator.runOver(id);
        expect([moment, run.status, run.round, run.message]).toEqual([moment, 'completed', ROUNDS, null]);
        expect(
          run.roundList.map(({ round, attempt, status, sites }) => [
            round,
            attempt,
            status,
            sites.map(({ outcome }) => outcome),
          ]),
        ).toEqual(Array.from({ length: ROUNDS }, (_, i) => [i + 1, 1, 'completed', SITES.map(() => 'done')]));
        const kept = found.roundList.filter(({ status }) => status === 'completed');
        expect(run.roundList.slice(0, kept.length)).toEqual(kept);
        expect(run.modelVersion).not.toBeNull();
      }
    },
    MOMENTS * MINUTES,
  );
});
