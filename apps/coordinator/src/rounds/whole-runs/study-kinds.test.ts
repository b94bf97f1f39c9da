/** Each way of splitting and scaling that a study may choose, through a whole run with real sockets. */
import type { StudyInput } from '@fedhealth/fl-core/study';
import { csvFile, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';

const ROWS = 80;

/** Two rows for each of 40 people, hour after hour from the last to the first, a quarter of them marked for testing. */
const wardCsv = (site: number) =>
  csvFile([
    'person,at,part,age,sex,ill',
    ...Array.from({ length: ROWS }, (_, row) => {
      const age = 20 + ((row * 37 + site * 11) % 70);
      const at = new Date(Date.UTC(2024, 0, 1) + (ROWS - row) * 3_600_000).toISOString();
      const part = row % 4 === 0 ? 'test' : 'train';
      return `p${row % 40},${at},${part},${age},${row % 3 ? 'f' : 'm'},${age + (row % 20) > 65 ? 'yes' : 'no'}`;
    }),
  ]);

async function runOf(changes: Partial<StudyInput>) {
  const app = await liveApp({ study: tinyStudy(changes) });
  const hospitals = await Promise.all(
    ['North', 'South'].map(async (name, site) => ({
      name,
      ...(await openHospital(app, { name, csv: await wardCsv(site) })),
    })),
  );
  const { id } = await app.startRun({ rounds: 2 });
  const run = await app.runOver(id);
  expect(run).toMatchObject({ status: 'completed', round: 2, sites: 2, message: null });
  expect(JSON.stringify(run)).not.toMatch(/NaN|Infinity/);
  // Counts too small to be told apart from people stay at the hospital: it then reports on no rows.
  const rowsByName = new Map(hospitals.map(({ name, data }) => [name, data.testRows]));
  for (const { name, metrics } of run.finalSites) expect([0, rowsByName.get(name)]).toContain(metrics.n);
  return { run, hospitals };
}

describe('a study’s own way to split and scale', () => {
  it('[S1] [D5] by a column: the marked rows are measured on, the others trained on', async () => {
    const { hospitals, run } = await runOf({ split: { kind: 'column', column: 'part' } });
    for (const { data } of hospitals) expect([data.trainRows, data.testRows]).toEqual([60, 20]);
    expect(run.roundList.map(({ sites }) => sites.map(({ examples }) => examples))).toEqual([
      [60, 60],
      [60, 60],
    ]);
  });

  it('[S1] [D5] by time: the latest rows are measured on', async () => {
    const { hospitals } = await runOf({ timestamp: 'at', split: { kind: 'timeOrdered', testShare: 0.25 } });
    for (const { data } of hospitals) expect([data.trainRows, data.testRows]).toEqual([60, 20]);
  });

  it('[S1] [D5] by chance with a subject: whole people, so an even number of rows', async () => {
    const { hospitals } = await runOf({ subject: 'person', split: { kind: 'seeded', testShare: 0.25 } });
    for (const { data } of hospitals) {
      expect(data.testRows % 2).toBe(0);
      expect(data.testRows).toBeGreaterThanOrEqual(16);
      expect(data.trainRows + data.testRows).toBe(ROWS);
    }
  });

  it.each(['perSite', 'federated', 'none'] as const)('[S1] scaled as %s', async (scale) => {
    await runOf({ preprocessing: { scale } });
  });

  it('[S1] of three hundred features', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `f${i}`);
    const study = tinyStudy({
      features: names.map((name) => ({ name })),
      label: { column: 'y', positive: '1', negative: '0' },
    });
    const app = await liveApp({ study });
    await Promise.all(
      ['North', 'South'].map(async (name) => {
        const rows = Array.from({ length: 40 }, (_, row) => [
          ...names.map((_, i) => (row * (i + 3)) % 17),
          row % 2,
        ]);
        return openHospital(app, {
          name,
          csv: await csvFile([[...names, 'y'].join(','), ...rows.map(String)]),
        });
      }),
    );
    const { id } = await app.startRun({ rounds: 1 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', sites: 2 });
  });
});
