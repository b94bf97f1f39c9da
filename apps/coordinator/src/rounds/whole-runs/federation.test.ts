import { studyChecksViewSchema } from '@fedhealth/fl-core/protocol';
import { openTap } from '@fedhealth/testing/tap';
import { csvFile, tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';

const checksOf = async (app: LiveApp) =>
  studyChecksViewSchema.array().parse(await (await app.ask('/api/checks')).json())[0]?.sites ?? [];

/** A file of the tiny study whose ages are changed. */
async function aged(rows: number, change: (age: number) => number): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => {
    const age = 20 + ((row * 7) % 70);
    return `${change(age) + row / 1000},${row % 2 ? 'f' : 'm'},${age > 50 ? 'yes' : 'no'}`;
  });
  return csvFile(['age,sex,ill', ...lines]);
}

describe('statistics on their way', () => {
  it('[Q7] [Q14] nine training records leak nothing: no count under ten, no value, and no update', async () => {
    const study = tinyStudy({ split: { kind: 'column', column: 'part' } });
    const app = await liveApp({ study });
    const row = (index: number, part: string) =>
      `${41.0625 + index},${index % 2 ? 'f' : 'm'},${index % 3 ? 'no' : 'yes'},${part}`;
    const large = await csvFile([
      'age,sex,ill,part',
      ...Array.from({ length: 60 }, (_, index) => row(index, index < 30 ? 'train' : 'test')),
    ]);
    const small = await csvFile([
      'age,sex,ill,part',
      ...Array.from({ length: 12 }, (_, index) => row(index, index < 9 ? 'train' : 'test')),
    ]);
    const tap = await openTap(app.url);
    for (const name of ['Large', 'Larger']) await openHospital(app, { name, csv: large });
    const { until } = await openHospital(app, { name: 'Small', csv: small, url: tap.url });
    const run = await app.runOver((await app.startRun({ rounds: 1 })).id);
    expect(run.status).toBe('completed');
    const outcomes = run.roundList[0]?.sites.map(({ name, outcome }) => [name, outcome]) ?? [];
    expect(Object.fromEntries(outcomes)).toEqual({ Large: 'done', Larger: 'done', Small: 'measured' });
    expect(tap.up.filter(({ kind }) => kind === 'binary')).toEqual([]);
    await until('the model', ({ comparison }) => comparison !== null);

    const said = tap.up.map(({ text }) => text).join('\n');
    const messages = tap.up.flatMap(({ text }) => {
      const at = text.indexOf('["');
      return at < 0 ? [] : [JSON.parse(text.slice(at))];
    });
    const sent = (kind: string) =>
      messages.find(([event, body]) => event === kind || (event === 'result' && body.kind === kind))?.[1];
    expect(sent('moments').summary).toEqual({
      rows: 9,
      positives: null,
      numeric: {},
      categorical: {},
      other: {},
      withheld: { age: 'few', sex: 'few' },
    });
    expect(sent('histograms').summary).toEqual({ numeric: {} });
    const nothing = { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null };
    expect(sent('measured')).toEqual({ kind: 'measured', run: run.id, round: 1, evaluation: nothing });
    expect(sent('evaluate').evaluation).toEqual(nothing);
    expect(sent('ready').dataset.labels).toEqual([]);
    for (const column of sent('ready').dataset.columns)
      expect(column).toMatchObject({ missing: null, outside: null, mean: null, sd: null });
    // Nothing else was said, and no age is in any of it.
    expect([...new Set(messages.map(([event]) => event))].sort()).toEqual([
      'hello',
      'model',
      'ready',
      'result',
    ]);
    for (let index = 0; index < 12; index++) expect(said).not.toContain(String(41.0625 + index));
  });

  it('[Q9] merged figures come back from three hospitals on, and stay with the run', async () => {
    const app = await liveApp({ study: tinyStudy({ federation: { rounds: 1, minSites: 2 } }) });
    const open = async (name: string, seed: number) =>
      openHospital(app, { name, csv: await tinyCsv(120, seed) });
    const two = [await open('A', 1), await open('B', 2)];
    await app.runOver((await app.startRun()).id);
    for (const { until } of two) {
      const { beside } = await until('the merged figures', (now) => now.beside != null);
      expect(beside?.features.map(({ kind }) => kind)).toEqual(['withheld', 'withheld']);
      expect(JSON.stringify(beside)).toMatch(/Only 2 hospitals could tell/);
    }
    const third = await open('C', 3);
    const { id } = await app.startRun();
    await app.runOver(id);
    const { beside } = await third.until('the merged figures', (now) => now.beside?.sites === 3);
    const age = beside?.features[0];
    if (age?.kind !== 'numeric') throw new Error('no figures of age');
    const moments = [...two, third].map(({ data }) => data.moments().numeric.age);
    const count = moments.reduce((sum, own) => sum + (own?.count ?? 0), 0);
    const mean = moments.reduce((sum, own) => sum + (own?.count ?? 0) * (own?.mean ?? 0), 0) / count;
    expect(age.all.count).toBe(count);
    expect(Math.abs(age.all.mean - mean)).toBeLessThanOrEqual(1e-9 * mean);
    expect(age.own?.count).toBe(moments[2]?.count);
    expect(age.bars.reduce((sum, bar) => sum + bar.own, 0)).toBeCloseTo(1, 9);
    expect(age.bars.reduce((sum, bar) => sum + bar.all, 0)).toBeCloseTo(1, 9);
    expect((await app.store.runs.federation(app.studyId))?.run).toBe(id);
    const late = await open('D', 4);
    await late.until('the kept figures', (now) => now.beside?.sites === 3);
  });

  it('[Q8] a column that no hospital may tell of takes the scale of the study’s range', async () => {
    const study = tinyStudy({ split: { kind: 'column', column: 'part' } });
    const app = await liveApp({ study });
    const lines = Array.from(
      { length: 40 },
      (_, index) =>
        `${index < 8 ? 30 + index : 44},f,${index % 2 ? 'yes' : 'no'},${index < 30 ? 'train' : 'test'}`,
    );
    const csv = await csvFile(['age,sex,ill,part', ...lines]);
    await openHospital(app, { name: 'A', csv });
    await openHospital(app, { name: 'B', csv });
    const { id } = await app.startRun({ rounds: 1 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    const kept = await app.store.runs.get(id);
    expect(kept?.pipeline?.steps[0]).toMatchObject({ centre: 60, spread: 30, impute: 60 });
  });
});

describe('data sets before a run', () => {
  it('[C4] that cannot be used are not recruited, both sides read why, and a corrected file is checked anew', async () => {
    const app = await liveApp();
    await openHospital(app, { name: 'Fine', csv: await aged(60, (age) => age) });
    const months = await aged(60, (age) => age * 12);
    await expect(openHospital(app, { name: 'Months', csv: months })).rejects.toThrow(
      /does not fit the study.*No value of the column “age” lies in the plausible range \(0 to 120\)/,
    );
    const blocked = (await checksOf(app)).find(({ name }) => name === 'Months');
    expect(blocked).toMatchObject({ verdict: 'block', ready: false });
    expect(blocked?.checks.find(({ check }) => check === 'range')).toMatchObject({ verdict: 'block' });
    await app.event(
      'why it was not recruited',
      ({ kind, code }) => kind === 'site-blocked' && code === 'DATASET_UNFIT',
    );
    await openHospital(app, { name: 'Corrected', csv: await aged(60, (age) => age) });
    const run = await app.runOver((await app.startRun({ rounds: 1 })).id);
    expect(run).toMatchObject({ status: 'completed', sites: 2 });
  });

  it('[C5] whose mean is far from the others’ are remarked on, at the hospital and at the coordinator', async () => {
    const app = await liveApp({
      study: tinyStudy({
        features: [{ name: 'age' }, { name: 'sex', kind: 'categorical', categories: ['f', 'm'] }],
      }),
    });
    for (const name of ['A', 'B']) await openHospital(app, { name, csv: await aged(60, (age) => age) });
    const odd = await openHospital(app, { name: 'Odd', csv: await aged(60, (age) => age / 10 + 500) });
    const { checks } = await odd.until('the checks', (now) => now.checks != null);
    expect(checks?.find(({ check }) => check === 'others')?.message).toMatch(/mean of “age” is far from/);
    const verdicts = Object.fromEntries((await checksOf(app)).map(({ name, verdict }) => [name, verdict]));
    expect(verdicts).toEqual({ A: 'pass', B: 'pass', Odd: 'warn' });
  });
});

describe('client sampling', () => {
  it('[C3] half of the hospitals train in each round, each as often as the others, the rest sit it out', async () => {
    const study = tinyStudy({ federation: { rounds: 4, minSites: 2, sampleFraction: 0.5 } });
    const app = await liveApp({ study });
    const hospitals = [];
    for (const name of ['A', 'B', 'C', 'D']) hospitals.push(await openHospital(app, { name }));
    const rested = new Set<string>();
    hospitals.forEach(({ session }, index) => {
      session.subscribe(({ run }) => {
        if (run?.sitsOut) rested.add(`${index}/${run.round}`);
      });
    });
    const sampled = async () => {
      const run = await app.runOver((await app.startRun()).id);
      expect(run.status).toBe('completed');
      expect(run.finalSites).toHaveLength(4);
      return run.roundList.map(({ sites }) =>
        sites
          .filter(({ outcome }) => outcome === 'done')
          .map(({ name }) => name)
          .sort()
          .join(''),
      );
    };
    const first = await sampled();
    expect(first.every((names) => names.length === 2)).toBe(true);
    for (const name of 'ABCD') expect(first.filter((names) => names.includes(name))).toHaveLength(2);
    const run = (await app.store.runs.list())[0];
    const [round] = await app.store.runs.rounds(run?.id ?? '');
    expect(round?.sites.map(({ outcome }) => outcome).sort()).toEqual(['done', 'done', 'rested', 'rested']);
    expect(rested.size).toBeGreaterThan(0);
    expect(await sampled()).toEqual(first);
  });
});
