import type { Page } from '@playwright/test';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

interface Run {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly roundList: readonly { round: number; sites: readonly { name: string; outcome: string }[] }[];
}

test('[R3] a tab closed in the middle of a round does not hang the run', async ({ browser, coordinator }) => {
  test.setTimeout(150_000);
  const invite = await coordinator.createInvite();
  const [staying, leaving] = await Promise.all(
    (['A', 'B'] as const).map(async (node) => {
      const hospital = await openHospital(
        await (await browser.newContext()).newPage(),
        invite,
        `Hospital ${node}`,
      );
      await hospital.choose(sampleFile(node, 1500));
      await hospital.join();
      return hospital;
    }),
  );
  const { id } = (await coordinator.api('POST', '/api/runs', {
    studyId: 'health-risk',
    rounds: 80,
    minSites: 1,
    roundTimeoutSeconds: 60,
  })) as Run;
  await leaving?.reached(2, 80);
  await leaving?.page.close();
  expect(await staying?.finished()).toBe('Model version 1');
  const run = (await coordinator.api('GET', `/api/runs/${id}`)) as Run;
  expect(run).toMatchObject({ status: 'completed', round: 80 });
  expect(run.roundList.at(-1)?.sites.map((site) => site.name)).toEqual(['Hospital A']);
});

test('[R5] a hospital that reloads its page drops its file again and joins the next round', async ({
  browser,
  coordinator,
}) => {
  test.setTimeout(150_000);
  const invite = await coordinator.createInvite();
  const open = async (node: 'A' | 'B') => {
    const hospital = await openHospital(
      await (await browser.newContext()).newPage(),
      invite,
      `Hospital ${node}`,
    );
    await hospital.choose(sampleFile(node, 1000));
    await hospital.join();
    return hospital;
  };
  const [first, second] = await Promise.all([open('A'), open('B')]);
  const { id } = (await coordinator.api('POST', '/api/runs', {
    studyId: 'health-risk',
    rounds: 2000,
    minSites: 1,
  })) as Run;
  await second.reached(2, 2000);
  await second.page.reload();
  const back = await openHospital(second.page, invite, 'Hospital B');
  await back.choose(sampleFile('B', 1000));
  await back.join();
  const { round } = (await coordinator.api('GET', `/api/runs/${id}`)) as Run;
  const together = async (): Promise<boolean> => {
    const run = (await coordinator.api('GET', `/api/runs/${id}`)) as Run;
    return run.roundList.some(
      (one) => one.round > round && one.sites.filter((site) => site.outcome === 'done').length === 2,
    );
  };
  await expect.poll(together, { timeout: 60_000 }).toBe(true);
  await back.reached(round + 1, 2000);
  const sites = (await coordinator.api('GET', '/api/sites')) as { name: string }[];
  expect(sites.map((site) => site.name).sort()).toEqual(['Hospital A', 'Hospital B']);
  await coordinator.api('POST', `/api/runs/${id}/stop`);
  for (const { page } of [first, back])
    await expect(page.getByText(/stopped|cancelled/i).first()).toBeVisible();
});

/** What the browser keeps of a run for the page that comes after this one. */
const keptNotes = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('fedhealth-runs', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('notes');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = await new Promise<{ run: string; variate: { after: unknown } | null }[]>(
      (resolve, reject) => {
        const request = database.transaction('notes').objectStore('notes').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      },
    );
    database.close();
    return all.map(({ run, variate }) => ({
      run,
      numbers: variate?.after instanceof Float64Array ? variate.after.length : 0,
    }));
  });

test('[A7] SCAFFOLD’s control variate outlives a reload, and goes with the run', async ({
  page,
  coordinator,
}) => {
  test.setTimeout(150_000);
  const invite = await coordinator.createInvite();
  const hospital = await openHospital(page, invite, 'Hospital A');
  await hospital.choose(sampleFile('A', 1000));
  await hospital.join();
  const { id } = (await coordinator.api('POST', '/api/runs', {
    studyId: 'health-risk',
    rounds: 2000,
    minSites: 1,
    overrides: { strategy: { kind: 'scaffold' } },
  })) as Run;
  await hospital.reached(2, 2000);
  await page.reload();
  const [notes, ...others] = await keptNotes(page);
  expect([notes?.run, others]).toEqual([id, []]);
  expect(notes?.numbers).toBeGreaterThan(1000);
  const back = await openHospital(page, invite, 'Hospital A');
  await back.choose(sampleFile('A', 1000));
  await back.join();
  const { round } = (await coordinator.api('GET', `/api/runs/${id}`)) as Run;
  await back.reached(round + 1, 2000);
  await coordinator.api('POST', `/api/runs/${id}/stop`);
  await expect.poll(() => keptNotes(page)).toEqual([]);
});
