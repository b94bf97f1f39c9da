import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/test-app.ts';

async function builtApp() {
  const webRoot = await tempDir();
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>The page</title>');
  await writeFile(join(webRoot, 'sample.csv'), 'a,b\n');
  await writeFile(join(webRoot, 'assets', 'main-abc123.js'), 'export {}');
  await writeFile(join(webRoot, 'assets', 'kernel-abc123.wasm'), new Uint8Array([0, 97, 115, 109]));
  return testApp({ webRoot });
}

describe('the web app', () => {
  it.each(['/', '/site', '/site?invite=abc', '/site/data', '/admin', '/admin/runs/1'])(
    'has its page at %s',
    async (path) => {
      const app = await builtApp();
      const response = await fetch(`${app.url}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('The page');
    },
  );

  it('draws an unknown address itself, with the right status', async () => {
    const app = await builtApp();
    const response = await fetch(`${app.url}/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('The page');
  });

  it('keeps hashed files for ever and asks after the others', async () => {
    const app = await builtApp();
    const script = await fetch(`${app.url}/assets/main-abc123.js`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    const kernel = await fetch(`${app.url}/assets/kernel-abc123.wasm`);
    expect(kernel.headers.get('content-type')).toBe('application/wasm');
    expect((await fetch(`${app.url}/sample.csv`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('never gives a page for a script that is gone', async () => {
    const app = await builtApp();
    const response = await fetch(`${app.url}/assets/main-old.js`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/text\/plain/);
  });

  it('serves nothing outside its folder', async () => {
    const app = await builtApp();
    for (const path of [
      '/..%2f..%2fetc/passwd',
      '/assets/..%2f..%2f..%2fetc/passwd',
      '/assets/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      expect(await (await fetch(`${app.url}${path}`)).text()).not.toContain('root:');
    }
  });

  it('tells browsers to run only what comes from here, and WebAssembly', async () => {
    const app = await builtApp();
    const { headers } = await fetch(app.url);
    const policy = headers.get('content-security-policy') ?? '';
    for (const directive of [
      "default-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split(';')).toContain(directive);
    }
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('insists on HTTPS where the public address is HTTPS', async () => {
    const app = await testApp({ publicUrl: 'https://fl.example.org' });
    const { headers } = await fetch(app.url);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
  });

  it('says how to build itself when it has not been built', async () => {
    const app = await testApp();
    const response = await fetch(`${app.url}/site`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
