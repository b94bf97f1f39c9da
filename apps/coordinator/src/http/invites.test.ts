import { readFile } from 'node:fs/promises';
import { invitationViewSchema, inviteViewSchema } from '@fedhealth/fl-core/protocol';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testing/test-app.ts';

const invite = async (app: TestApp, json: object = { studyId: 'health-risk' }) => {
  const response = await app.ask('/api/invites', { json });
  expect(response.status).toBe(201);
  return inviteViewSchema.parse(await response.json());
};

const tokenOf = (url: string | null): string => new URL(url ?? '').searchParams.get('invite') ?? '';

describe('/api/invites', () => {
  it('makes a link that a hospital opens without signing in', async () => {
    const app = await testApp();
    const made = await invite(app, { studyId: 'health-risk', label: ' North ' });
    expect(made).toMatchObject({ studyId: 'health-risk', label: 'North', sites: 0, revokedAt: null });
    expect(made.url).toMatch(new RegExp(`^${app.url}/site\\?invite=[\\w-]{43}$`));
    const response = await fetch(`${app.url}/api/invites/${tokenOf(made.url)}`);
    expect(invitationViewSchema.parse(await response.json())).toEqual({
      study: healthRiskStudy,
      plan: { rounds: 20, minSites: 2, roundTimeoutSeconds: 120 },
      sites: 0,
    });
  });

  it('shows the plan of the run that is under way', async () => {
    const app = await testApp();
    const { url } = await invite(app);
    const plan = { rounds: 3, minSites: 4, roundTimeoutSeconds: 5 };
    const run = await app.store.runs.create({ studyId: 'health-risk', studyVersion: 1, plan, seed: 1 });
    const shown = async () =>
      invitationViewSchema.parse(await (await fetch(`${app.url}/api/invites/${tokenOf(url)}`)).json());
    expect((await shown()).plan).toEqual(plan);
    await app.store.runs.patch(run.id, { status: 'completed' });
    expect((await shown()).plan.rounds).toBe(20);
  });

  it('[X7] shows a link with the public address, once', async () => {
    const app = await testApp({ publicUrl: 'https://fl.example.org' });
    const made = await invite(app);
    expect(made.url).toMatch(/^https:\/\/fl\.example\.org\/site\?invite=/);
    expect(await (await app.ask('/api/invites')).json()).toEqual([{ ...made, url: null }]);
    const raw = await readFile(app.databasePath);
    const journal = await readFile(`${app.databasePath}-wal`);
    expect(Buffer.concat([raw, journal]).includes(tokenOf(made.url))).toBe(false);
  });

  it('[X7] says how many hospitals a link admits and until when: ten within thirty days, or as told', async () => {
    const app = await testApp();
    const days = ({ createdAt, expiresAt }: { createdAt: string; expiresAt: string | null }) =>
      (Date.parse(expiresAt ?? '') - Date.parse(createdAt)) / 86_400_000;
    const made = await invite(app);
    expect(made.admits).toBe(10);
    expect(days(made)).toBeCloseTo(30, 3);
    const other = await invite(app, { studyId: 'health-risk', admits: 1, expiresInDays: 2 });
    expect(other.admits).toBe(1);
    expect(days(other)).toBeCloseTo(2, 3);
    for (const wrong of [
      { admits: 0 },
      { admits: 1.5 },
      { admits: 1e9 },
      { expiresInDays: 0 },
      { expiresInDays: null },
    ])
      expect((await app.ask('/api/invites', { json: { studyId: 'health-risk', ...wrong } })).status).toBe(
        400,
      );
  });

  it('[X7] opens no link that has expired', async () => {
    const app = await testApp();
    const expiresAt = new Date(Date.now() - 1).toISOString();
    await app.store.invites.create({ studyId: 'health-risk', token: 'an old link', label: null, expiresAt });
    const opened = await fetch(`${app.url}/api/invites/${encodeURIComponent('an old link')}`);
    expect(opened.status).toBe(404);
    expect(await opened.json()).toMatchObject({ error: { code: 'INVITE_INVALID' } });
  });

  it('revokes a link, twice if need be', async () => {
    const app = await testApp();
    const { id, url } = await invite(app);
    for (let i = 0; i < 2; i++)
      expect((await app.ask(`/api/invites/${id}`, { method: 'DELETE' })).status).toBe(204);
    const opened = await fetch(`${app.url}/api/invites/${tokenOf(url)}`);
    expect(opened.status).toBe(404);
    expect(await opened.json()).toMatchObject({ error: { code: 'INVITE_INVALID' } });
    const [listed] = inviteViewSchema.array().parse(await (await app.ask('/api/invites')).json());
    expect(listed?.revokedAt).not.toBeNull();
    expect((await app.ask('/api/invites/none', { method: 'DELETE' })).status).toBe(404);
  });

  it('lists and makes links for administrators only', async () => {
    const app = await testApp();
    expect((await fetch(`${app.url}/api/invites`)).status).toBe(401);
    expect((await fetch(`${app.url}/api/invites`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${app.url}/api/invites/x`, { method: 'DELETE' })).status).toBe(401);
    expect((await fetch(`${app.url}/api/invites/${'x'.repeat(300)}`)).status).toBe(400);
  });
});
