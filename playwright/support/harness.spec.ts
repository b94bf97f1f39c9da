/** The tests' own tools, against the real coordinator: what they promise the other tests must hold. */
import { expect, test } from './coordinator.ts';

test('a coordinator of its own answers, and its pages come through the recorder', async ({
  coordinator,
  recorder,
  page,
}) => {
  expect(await coordinator.api('GET', '/api/health')).toMatchObject({ status: 'ok' });
  const invite = new URL(await coordinator.createInvite());
  expect(invite.origin).toBe(coordinator.url);

  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`${recorder.url}${invite.pathname}${invite.search}`);
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(failures).toEqual([]);
  const requests = recorder.sent.filter((one) => one.kind === 'request');
  expect(requests.map(({ path }) => path)).toContain(`${invite.pathname}${invite.search}`);
  expect(recorder.everything().includes('Chrome/')).toBe(true);
});

test('a restarted coordinator keeps its address and its database', async ({ coordinator }) => {
  await coordinator.createInvite();
  const before = await coordinator.api('GET', '/api/invites');
  await coordinator.restart();
  expect(await coordinator.api('GET', '/api/invites')).toEqual(before);
});
