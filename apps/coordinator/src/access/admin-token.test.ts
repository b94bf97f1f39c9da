import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { obtainAdminToken } from './admin-token.ts';

describe('obtainAdminToken', () => {
  it('makes a token once, in a file that only this user reads', async () => {
    const databasePath = join(await tempDir(), 'var', 'fedhealth.db');
    const made = obtainAdminToken({ adminToken: null, databasePath });
    expect(made).toMatchObject({ made: true, value: expect.stringMatching(/^[\w-]{43}$/) });
    const path = made.path ?? '';
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(`${made.value}\n`);
    expect(obtainAdminToken({ adminToken: null, databasePath })).toEqual({ ...made, made: false });
  });

  it('replaces a file that holds no token', async () => {
    const folder = await tempDir();
    await writeFile(join(folder, 'admin-token'), '\n', { mode: 0o644 });
    const token = obtainAdminToken({ adminToken: null, databasePath: join(folder, 'fedhealth.db') });
    expect(token.made).toBe(true);
    expect((await stat(join(folder, 'admin-token'))).mode & 0o777).toBe(0o600);
  });

  it('takes the token it is given, and writes nothing for a database in memory', () => {
    const given = obtainAdminToken({
      adminToken: 'sixteen letters!',
      databasePath: '/not/there/fedhealth.db',
    });
    expect(given).toEqual({ value: 'sixteen letters!', path: null, made: false });
    expect(obtainAdminToken({ adminToken: null, databasePath: ':memory:' })).toMatchObject({
      path: null,
      made: true,
    });
  });
});
