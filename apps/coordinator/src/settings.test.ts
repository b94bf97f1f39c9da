import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@fedhealth/fl-core/lib';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const problem = (environment: Record<string, string>): string => {
  const settings = readSettings(environment);
  return settings.ok ? 'none' : settings.error.message;
};

describe('readSettings', () => {
  it('has a default for everything, safe by itself', () => {
    expect(unwrap(readSettings({}))).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      databasePath: expect.stringMatching(/\/var\/fedhealth\.db$/),
      adminToken: null,
      publicUrl: null,
      study: healthRiskStudy,
      webRoot: expect.stringMatching(/apps\/web\/dist$/),
      trustProxy: 0,
      logLevel: 'info',
    });
  });

  it('takes what it is given, and an empty variable as not set', () => {
    const settings = readSettings({
      PORT: '0',
      FEDHEALTH_HOST: '0.0.0.0',
      FEDHEALTH_DB: ':memory:',
      FEDHEALTH_ADMIN_TOKEN: 'sixteen letters!',
      FEDHEALTH_PUBLIC_URL: 'https://fl.example.org/',
      FEDHEALTH_VALIDATION: 'none',
      FEDHEALTH_STUDY: ' ',
      FEDHEALTH_TRUST_PROXY: '1',
      LOG_LEVEL: '',
    });
    expect(unwrap(settings)).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      databasePath: ':memory:',
      adminToken: 'sixteen letters!',
      publicUrl: 'https://fl.example.org',
      validationPath: null,
      trustProxy: 1,
      logLevel: 'info',
    });
  });

  it('names every variable that does not fit, in plain sentences', () => {
    const message = problem({
      PORT: '80x',
      FEDHEALTH_ADMIN_TOKEN: 'short',
      FEDHEALTH_PUBLIC_URL: 'ftp://x',
      FEDHEALTH_TRUST_PROXY: '-1',
      LOG_LEVEL: 'loud',
    });
    for (const sentence of [
      'PORT must be a port number from 0 to 65535.',
      'FEDHEALTH_ADMIN_TOKEN must have at least 16 characters.',
      'FEDHEALTH_PUBLIC_URL must be an address such as https://',
      'FEDHEALTH_TRUST_PROXY must be a number of proxies from 0 to 10.',
      'LOG_LEVEL must be trace, debug,',
    ]) {
      expect(message).toContain(sentence);
    }
    expect(problem({ PORT: '65536' })).toContain('PORT');
  });

  it('reads a study file, and leaves the default study’s validation rows to the default study', async () => {
    const path = join(await tempDir(), 'study.json');
    await writeFile(path, JSON.stringify({ id: 'mine', label: { column: 'y' }, features: [{ name: 'x' }] }));
    const settings = unwrap(readSettings({ FEDHEALTH_STUDY: path }));
    expect(settings.study).toMatchObject({ id: 'mine', version: 1, title: 'mine' });
    expect(settings.validationPath).toBeNull();
    expect(unwrap(readSettings({ FEDHEALTH_STUDY: path, FEDHEALTH_VALIDATION: path })).validationPath).toBe(
      path,
    );
  });

  it('says what is wrong with a study or a validation file', async () => {
    const path = join(await tempDir(), 'study.json');
    expect(problem({ FEDHEALTH_STUDY: path })).toMatch(/study file .*study\.json cannot be read: ENOENT/);
    await writeFile(path, '{');
    expect(problem({ FEDHEALTH_STUDY: path })).toMatch(/cannot be read/);
    await writeFile(path, '{"id":"x","label":{"column":"y"},"features":[]}');
    expect(problem({ FEDHEALTH_STUDY: path })).toMatch(/features: a study needs at least one feature/);
    expect(problem({ FEDHEALTH_VALIDATION: '/not/there.csv' })).toMatch(/\/not\/there\.csv is not there/);
  });
});
