import { liveApp } from '@fedhealth/coordinator/testing/live-app';
import { openScriptedSite } from '@fedhealth/coordinator/testing/scripted-site';
import { eventually } from '@fedhealth/testing/patiently';
import { csvFile, tinyCsv } from '@fedhealth/testing/tiny-study';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HeadlessSiteOptions, openHeadlessSite } from './headless-site.ts';
import { reportOf, siteReportSchema } from './site-report.ts';

describe('a hospital without a browser', () => {
  it('takes part with a real engine, compares, and knows what it sent and received', async () => {
    const app = await liveApp();
    const other = await openScriptedSite(app, { name: 'Other' });
    other.takePart();
    const opened = await openHeadlessSite({
      url: app.url,
      invite: app.invite,
      name: 'North',
      csv: await tinyCsv(60),
      engine: 'simd',
      compareWithLocal: true,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const { session, rows, traffic, personalises } = opened.value;
    onTestFinished(() => session.close());
    expect(rows).toEqual({ trainRows: 48, testRows: 12 });
    const report = () =>
      reportOf(session.snapshot(), {
        ...rows,
        compares: true,
        personalises,
        downPerRound: traffic.fitBytes(),
      });
    expect(report()).toBeNull();
    const { id } = await app.startRun({ rounds: 2 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    const made = await eventually('the report', report);
    expect(siteReportSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(made).toMatchObject({ engine: 'simd', trainRows: 48, testRows: 12, global: { n: 12 } });
    expect(made.local?.n).toBe(12);
    expect([made.personal, made.notice]).toEqual([null, null]);
    // 21 weights in a frame with 20 bytes before them, and some text beside.
    for (const bytes of [made.upPerRound, made.downPerRound]) {
      expect(bytes).toBeGreaterThan(4 * 21 + 20);
      expect(bytes).toBeLessThan(4 * 21 + 1500);
    }
  });

  it('says what stands in the way before it joins', async () => {
    const app = await liveApp();
    const good = { url: app.url, invite: app.invite, name: 'North', compareWithLocal: false };
    const csv = await tinyCsv(20);
    const problem = async (changes: Partial<HeadlessSiteOptions>) => {
      const opened = await openHeadlessSite({ ...good, csv, ...changes });
      if (opened.ok) opened.value.session.close();
      return opened.ok ? null : opened.error;
    };
    expect(await problem({ url: 'http://127.0.0.1:1' })).toMatchObject({ code: 'UNREACHABLE' });
    expect(await problem({ invite: 'guessed' })).toMatchObject({ code: 'INVITE_INVALID' });
    expect(await problem({ csv: '/nowhere.csv' })).toMatchObject({ code: 'FILE_MISSING' });
    const unlabelled = await problem({ csv: await csvFile(['age,sex', '40,f', '50,m']) });
    expect(unlabelled).toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(unlabelled?.message).toMatch(/rows\.csv cannot be used: .*ill/);
    expect(await problem({ name: ' ' })).toMatchObject({ code: 'BAD_MESSAGE' });
    expect(await app.store.sites.list()).toEqual([]);
  });
});
