/**
 * `kill -9` of the coordinator at seeded random moments of its runs, with hospitals in processes of their own.
 * A selection in `npm test`; all thirty in `npm run test:faults`.
 */
import { watch } from 'node:fs';
import { committedRounds } from '@fedhealth/coordinator/testing/committed-rounds';
import { createRng } from '@fedhealth/fl-core/lib';
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProcessFederation, type ProcessFederation } from '../testing/process-federation.ts';

const ROUNDS = 8;
const SITES = ['North', 'South', 'West'];
const MOMENTS = process.env.FEDHEALTH_FAULTS === 'all' ? 30 : 2;
const MINUTES = 60_000;

const rng = createRng(20_26);
/** A round that the administrator has seen committed, then a few writes of the journal: some ten make a round. */
const moments = Array.from({ length: MOMENTS }, (_, i) => ({
  moment: i + 1,
  committed: rng.int(ROUNDS - 2),
  writes: 1 + rng.int(10),
}));
/** Places in the commit of a round: what had to be there after it, and what not. */
const commits = (['written', 'ending', 'ended'] as const).flatMap((where, i) =>
  Array.from({ length: process.env.FEDHEALTH_FAULTS === 'all' ? 4 : 1 }, (_, j) => ({
    where,
    round: 1 + ((3 * i + 2 * j) % (ROUNDS - 1)),
  })),
);

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
  let federation: ProcessFederation;
  let inTheMiddle = 0;
  beforeAll(async () => {
    const plan = { rounds: ROUNDS, minSites: SITES.length, roundTimeoutSeconds: 60 };
    federation = await openProcessFederation(
      tinyStudy({ federation: plan, training: { localEpochs: 3 } }),
      SITES,
    );
  }, 3 * MINUTES);
  afterAll(() => federation?.close());

  it.each(moments)(
    '[R11] moment $moment, $writes writes after round $committed: loses no committed round, and the run ends as planned',
    async ({ moment, committed, writes }) => {
      const { db, coordinator } = federation;
      // The moment before this one may have ended badly.
      await coordinator.start();
      const { id } = await coordinator.client.startRun({ studyId: 'tiny', seed: moment });
      await coordinator.runUntil(id, `round ${committed}`, ({ round }) => round >= committed);
      const over = coordinator.runOver(id).catch(() => null);
      await Promise.race([journalWrite(db, writes), over]);
      await coordinator.kill();
      if (committedRounds(db, id).length < ROUNDS) inTheMiddle++;
      await coordinator.start();
      const found = await coordinator.run(id);
      expect(found.round).toBeGreaterThanOrEqual(committed);
      await endsAsPlanned(federation, found);
    },
    3 * MINUTES,
  );

  it('[R11] was killed in the middle of its runs, not after them', () => {
    expect(inTheMiddle).toBeGreaterThanOrEqual(moments.length / 2);
  });

  it.each(commits)(
    '[R11] in the commit of round $round, its transaction $where: the round is there whole or not at all',
    async ({ where, round }) => {
      const { coordinator, db } = federation;
      await coordinator.kill();
      await coordinator.start(`${round} ${where}`);
      const { id } = await coordinator.client.startRun({ studyId: 'tiny', seed: round });
      await coordinator.ended();
      expect(committedRounds(db, id)).toEqual(
        Array.from({ length: where === 'ended' ? round : round - 1 }, (_, i) => i + 1),
      );
      await coordinator.start();
      await endsAsPlanned(federation, await coordinator.run(id));
    },
    3 * MINUTES,
  );
});

/** Nothing that was `found` committed after the kill is lost, and every round is there once, with every hospital. */
async function endsAsPlanned({ coordinator }: ProcessFederation, found: RunDetailView): Promise<void> {
  const run = await coordinator.runOver(found.id);
  expect([run.status, run.round, run.message]).toEqual(['completed', ROUNDS, null]);
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
