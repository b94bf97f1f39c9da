import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { credentialsIn, defaultStateFolder, pathIn } from './state-folder.ts';

const south = { coordinator: 'https://fed.example', studyId: 'tiny', name: 'South' };
const given = { siteId: 'site-1', secret: 'its own' };

async function opened(identity = south, inside?: string) {
  const folder = inside ?? join(await tempDir(), 'new', 'state');
  const said: string[] = [];
  return { folder, said, store: credentialsIn(folder, identity, (sentence) => said.push(sentence)) };
}

describe('[P8] who a headless site is', () => {
  it('is there again for the next process, for its owner only, and for no other hospital', async () => {
    const { folder, said, store } = await opened();
    expect(await store.load()).toBeNull();
    await store.save(given);
    const path = pathIn(folder, south, 'site');
    expect([(await stat(path)).mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await (await opened(south, folder)).store.load()).toEqual(given);
    for (const other of [{ name: 'North' }, { studyId: 'other' }, { coordinator: 'https://b.example' }])
      expect(await (await opened({ ...south, ...other }, folder)).store.load()).toBeNull();
    expect(await readdir(folder)).toHaveLength(1);
    await store.clear();
    expect([await readdir(folder), said]).toEqual([[], []]);
  });

  it('is asked anew, with a sentence, when the file is damaged', async () => {
    const { folder, store } = await opened();
    await store.save(given);
    const path = pathIn(folder, south, 'site');
    const whole = await readFile(path, 'utf8');
    for (const damaged of [whole.slice(0, 20), '{}', '', '\u0000\u0001']) {
      await writeFile(path, damaged);
      const again = await opened(south, folder);
      expect(await again.store.load()).toBeNull();
      expect(again.said.join()).toMatch(/cannot be read.*joins anew/);
      await again.store.save(given);
      expect(await (await opened(south, folder)).store.load()).toEqual(given);
    }
  });

  it('is held in memory, with one sentence, where it cannot be kept', async () => {
    const folder = await tempDir();
    await mkdir(pathIn(folder, south, 'site'));
    const blocked = await opened(south, folder);
    expect(await blocked.store.load()).toBeNull();
    await blocked.store.save(given);
    await blocked.store.clear();
    await blocked.store.save(given);
    expect(await blocked.store.load()).toEqual(given);
    expect(blocked.said.filter((sentence) => /cannot be kept/.test(sentence))).toHaveLength(1);
  });

  it('has a place that the user may set', () => {
    expect(defaultStateFolder({ XDG_STATE_HOME: '/state' })).toBe('/state/fedhealth');
    for (const env of [{}, { XDG_STATE_HOME: 'relative' }])
      expect(defaultStateFolder(env)).toBe(join(homedir(), '.local/state/fedhealth'));
  });
});
