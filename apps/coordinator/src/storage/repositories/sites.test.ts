import { describe, expect, it } from 'vitest';
import { testStore } from '../../testing/test-store.ts';

const site = (name: string, studyId = 'small') => ({
  name,
  studyId,
  inviteId: null,
  secretHash: `hash of ${name}`,
});

describe('the site store', () => {
  it('gives a taken name a number, within its study only', async () => {
    const { sites } = await testStore();
    const names: string[] = [];
    for (const wanted of ['Clinic', 'Clinic', 'clinic', 'Clinic (2)', 'Other']) {
      names.push((await sites.create(site(wanted))).name);
    }
    expect(names).toEqual(['Clinic', 'Clinic (2)', 'clinic (3)', 'Clinic (2) (2)', 'Other']);
    expect((await sites.create(site('Clinic', 'another'))).name).toBe('Clinic');
  });

  it('keeps names apart when hospitals join at the same time', async () => {
    const { sites } = await testStore();
    const joined = await Promise.all(Array.from({ length: 20 }, () => sites.create(site('Clinic'))));
    expect(new Set(joined.map(({ name }) => name)).size).toBe(20);
  });

  it('changes only what a patch names', async () => {
    const { sites } = await testStore();
    const { id, joinedAt } = await sites.create(site('Clinic'));
    await sites.patch(id, { engine: 'simd', trainRows: 80, testRows: 0 });
    await sites.patch(id, { lastSeenAt: '2099-01-01T00:00:00.000Z' });
    await sites.patch(id, {});
    expect(await sites.get(id)).toEqual({
      id,
      name: 'Clinic',
      studyId: 'small',
      inviteId: null,
      dataset: null,
      confirmed: null,
      engine: 'simd',
      trainRows: 80,
      testRows: 0,
      joinedAt,
      lastSeenAt: '2099-01-01T00:00:00.000Z',
    });
  });

  it('counts and lists, and tells the hash of a secret to nobody but who asks for it', async () => {
    const { sites } = await testStore();
    const { id } = await sites.create(site('Clinic'));
    await sites.create(site('Far', 'another'));
    expect(await sites.count('small')).toBe(1);
    expect((await sites.list()).map(({ name }) => name).sort()).toEqual(['Clinic', 'Far']);
    expect(JSON.stringify(await sites.list())).not.toContain('hash of');
    expect(await sites.secretHash(id)).toBe('hash of Clinic');
    expect(await sites.secretHash('nobody')).toBeUndefined();
    expect(await sites.get('nobody')).toBeUndefined();
  });
});
