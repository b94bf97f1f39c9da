import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { roundCommit, smallStudy, smallWeights } from '../../testing/fixtures.ts';
import { startRun } from '../../testing/test-store.ts';
import { openStore, type Store } from '../store.ts';
import { backUp, restore } from './backup.ts';

async function filled(rounds: number): Promise<{ path: string; store: Store; runId: string }> {
  const path = join(await tempDir(), 'fedhealth.db');
  const store = await openStore(path);
  await store.studies.save(smallStudy());
  const { id: runId } = await startRun(store);
  for (let round = 1; round <= rounds; round++)
    await store.runs.commitRound(roundCommit(runId, round, { runPatch: { round } }));
  return { path, store, runId };
}
const AT = new Date('2026-03-04T05:06:07.890Z');

describe('a backup', () => {
  it('[R14] is made while the store is open, and put back whole; what was there is kept', async () => {
    const { path, store, runId } = await filled(2);
    const file = join(await tempDir(), 'copy');
    const contents = backUp(path, file);
    expect(contents).toMatchObject({ studies: 1, sites: 0, runs: 1, rounds: 2, models: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await store.runs.commitRound(roundCommit(runId, 3, { runPatch: { round: 3 } }));
    expect(() => restore(file, path, AT)).toThrow(/Another FedHealth .* is using the database/);
    await store.close();
    const restored = restore(file, path, AT);
    expect(restored.contents).toEqual(contents);
    expect(restored.replaced).toMatchObject({
      contents: { rounds: 3 },
      path: `${path}.replaced-20260304T050607Z`,
    });
    const back = await openStore(path);
    expect(await back.runs.get(runId)).toMatchObject({ round: 2 });
    expect(await back.runs.weights(runId)).toEqual({ round: 2, weights: smallWeights });
    await back.close();
    const former = await openStore(restored.replaced?.path ?? '');
    expect(await former.runs.weights(runId)).toMatchObject({ round: 3 });
    await former.close();
  });

  it('does not write over a file, and leaves nothing of one that failed', async () => {
    const { path, store } = await filled(1);
    const folder = await tempDir();
    await writeFile(join(folder, 'there'), 'mine');
    expect(() => backUp(path, join(folder, 'there'))).toThrow(/already there/);
    expect(() => backUp(path, join(folder, 'no', 'such', 'folder'))).toThrow(/could not be written/);
    expect(() => backUp(join(folder, 'none.db'), join(folder, 'copy'))).toThrow(/There is no database/);
    expect(await readdir(folder)).toEqual(['there']);
    await store.close();
  });

  it('that is none, damaged, or of a newer FedHealth is refused, and nothing changes', async () => {
    const { path, store, runId } = await filled(1);
    const folder = await tempDir();
    const newer = join(folder, 'newer');
    backUp(path, newer);
    await store.close();
    const raw = new Libsql(newer);
    raw.exec("insert into kysely_migration values ('9999-tomorrow', '2030-01-01')");
    raw.close();
    await writeFile(join(folder, 'text'), 'name,age\nx,1\n'.repeat(1000));
    new Libsql(join(folder, 'other')).exec('create table t (x)');
    for (const [name, why] of [
      ['newer', /newer FedHealth .*9999-tomorrow/],
      ['text', /not a FedHealth database/],
      ['other', /not a FedHealth database/],
      ['none', /no file/],
    ] as const)
      expect(() => restore(join(folder, name), path, AT)).toThrow(why);
    const same = await openStore(path);
    expect(await same.runs.get(runId)).toMatchObject({ round: 1 });
    await same.close();
    expect((await readdir(join(path, '..'))).filter((name) => /replaced|restoring/.test(name))).toEqual([]);
  });
});
