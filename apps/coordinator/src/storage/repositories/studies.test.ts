import { describe, expect, it } from 'vitest';
import { smallStudy } from '../../testing/fixtures.ts';
import { startRun, testStore } from '../../testing/test-store.ts';

describe('the study store', () => {
  it('gives the newest version, or the one asked for', async () => {
    const { studies } = await testStore();
    await studies.save(smallStudy({ version: 10, title: 'Tenth' }));
    await studies.save(smallStudy({ version: 2, title: 'Second' }));
    expect((await studies.get('small'))?.title).toBe('Tenth');
    expect((await studies.get('small', 2))?.title).toBe('Second');
    expect(await studies.get('small', 3)).toBeUndefined();
    expect(await studies.get('nothing')).toBeUndefined();
  });

  it('lists the newest version of each with its sites and runs, whatever their version', async () => {
    const store = await testStore();
    await startRun(store);
    await startRun(store);
    await store.sites.create({ name: 'A', studyId: 'small', inviteId: null, secretHash: 'x' });
    await store.studies.save(smallStudy({ version: 2 }));
    await store.studies.save(smallStudy({ id: 'another' }));
    expect(
      (await store.studies.list()).map(({ study, ...counts }) => [study.id, study.version, counts]),
    ).toEqual([
      ['another', 1, { sites: 0, runs: 0 }],
      ['small', 2, { sites: 1, runs: 2 }],
    ]);
  });

  it('lists every version of a study with its runs, newest first', async () => {
    const store = await testStore();
    await startRun(store);
    await store.studies.save(smallStudy({ version: 3 }));
    await store.studies.save(smallStudy({ id: 'another', version: 7 }));
    const versions = await store.studies.versions('small');
    expect(versions.map(({ version, runs }) => [version, runs])).toEqual([
      [3, 0],
      [1, 1],
    ]);
    expect(versions.every(({ createdAt }) => !Number.isNaN(Date.parse(createdAt)))).toBe(true);
    expect(await store.studies.versions('nothing')).toEqual([]);
  });

  it('lets a version change until a run has used it', async () => {
    const store = await testStore();
    expect(await store.studies.save(smallStudy())).toEqual({ ok: true, value: 'unchanged' });
    expect(await store.studies.save(smallStudy({ title: 'Better' }))).toEqual({ ok: true, value: 'changed' });
    await startRun(store);
    expect(await store.studies.save(smallStudy({ title: 'Better' }))).toEqual({
      ok: true,
      value: 'unchanged',
    });
    const refused = await store.studies.save(smallStudy({ title: 'Worse' }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'STUDY_IN_USE' } });
    expect((await store.studies.get('small'))?.title).toBe('Better');
    expect(await store.studies.save(smallStudy({ title: 'Worse', version: 2 }))).toEqual({
      ok: true,
      value: 'added',
    });
  });
});
