import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '@fedhealth/fl-core/protocol';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/test-app.ts';

describe('the API', () => {
  it('says that it is well, to anybody', async () => {
    const app = await testApp();
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const response = await fetch(`${app.url}/api/health`);
    expect(await response.json()).toEqual({ status: 'ok', version, protocol: PROTOCOL_VERSION });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('answers an address it does not have in JSON, signed in or not', async () => {
    const app = await testApp();
    for (const path of ['/api/nothing', '/api', '/api/health/x', '/api/runs/a/b']) {
      const response = await app.ask(path);
      expect(response.status, path).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
    const anonymous = await fetch(`${app.url}/api/nothing`, { method: 'PUT' });
    expect(anonymous.status).toBe(404);
    expect(await anonymous.json()).toEqual({
      error: { code: 'NOT_FOUND', message: 'The API has no PUT /api/nothing.' },
    });
  });

  it.each([
    ['cut short', '{', 400, 'BAD_REQUEST', /not valid JSON/],
    ['text', '"text"', 400, 'BAD_REQUEST', /not valid JSON/],
    ['empty', '', 400, 'BAD_REQUEST', /request/],
    ['a list', '[]', 400, 'BAD_REQUEST', /request: /],
    ['of a wrong type', '{"studyId":7}', 400, 'BAD_REQUEST', /studyId: /],
    ['too large', JSON.stringify({ studyId: 'x'.repeat(200_000) }), 413, 'BAD_REQUEST', /too large/],
    [
      'with a prototype in it',
      '{"studyId":"none","__proto__":{"label":"x"}}',
      404,
      'STUDY_UNKNOWN',
      /no study "none"/,
    ],
  ])('answers a body that is %s in a sentence', async (_, body, status, code, message) => {
    const app = await testApp();
    const response = await app.ask('/api/invites', { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: expect.stringMatching(message) } });
  });

  it.each(['/api/invites/%E0%A4%A', '/%E0', '/site/%'])(
    'takes the path %s as a bad request',
    async (path) => {
      const webRoot = await tempDir();
      await writeFile(join(webRoot, 'index.html'), 'page');
      const app = await testApp({ webRoot });
      const response = await app.ask(path);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: { code: 'BAD_REQUEST', message: 'The request cannot be read.' },
      });
    },
  );

  it('hides what it did not expect, and goes on', async () => {
    const app = await testApp();
    await app.store.close();
    const response = await app.ask('/api/sites');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: { code: 'INTERNAL', message: expect.stringMatching(/^Something went wrong/) },
    });
    expect((await app.ask('/api/health')).status).toBe(200);
  });
});
