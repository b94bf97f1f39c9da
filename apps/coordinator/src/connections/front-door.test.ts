import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@fedhealth/testing/patiently';
import { head, openRawLine } from '@fedhealth/testing/raw-line';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../testing/live-app.ts';
import { openScriptedSite } from '../testing/scripted-site.ts';
import { testApp } from '../testing/test-app.ts';

/** Long enough for what is honest here, short enough to wait for. */
const SOON = { headMs: 400, requestMs: 800, idleMs: 300 };

const count = (url: string) => eventually('an answer', async () => (await fetch(`${url}/api/health`)).ok);

describe('[X1] an upgrade that is no socket of ours', () => {
  const asked: [string, string[]][] = [
    ['GET / HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['GET /api/health HTTP/1.1', ['Connection: Upgrade', 'Upgrade: h2c']],
    ['POST /api/session HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 0']],
    ['GET /socket.io HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['GET /socket.iox/?EIO=4&transport=websocket HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', ['Connection: Upgrade', 'Upgrade: tls/1.0']],
    ['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['GET /socket.io/?EIO=4&transport=polling HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['GET /socket.io/?EIO=3&transport=websocket HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    [
      'GET /socket.io/?EIO=4&transport=websocket&sid=x HTTP/1.1',
      ['Connection: Upgrade', 'Upgrade: websocket'],
    ],
    ['OPTIONS * HTTP/1.1', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['CONNECT example.org:443 HTTP/1.1', []],
  ];

  it.each(asked)(
    '%s %j is answered and ended at once, on a new connection and on one that was answered',
    async (first, lines) => {
      const app = await liveApp();
      const fresh = await openRawLine(app.url);
      fresh.write(head(app.url, first, ...lines));
      await fresh.ended();
      const used = await openRawLine(app.url);
      used.write(head(app.url, 'GET /api/health HTTP/1.1'));
      await eventually('the first answer', () => used.heard().includes('"status":"ok"'));
      used.write(head(app.url, first, ...lines));
      const heard = await used.ended();
      if (!first.startsWith('CONNECT'))
        expect(heard).toMatch(/HTTP\/1\.1 4\d\d [\s\S]*HTTP|HTTP[\s\S]*HTTP\/1\.1 4\d\d /);
      await count(app.url);
    },
  );
});

describe('[X1] a connection that is slow', () => {
  const slow: [string, (url: string) => string][] = [
    ['says nothing', () => ''],
    ['never ends its head', () => 'GET / HTTP/1.1\r\nX-Slow: '],
    [
      'never sends its body',
      (url) =>
        head(url, 'POST /api/session HTTP/1.1', 'Content-Length: 50', 'Content-Type: application/json'),
    ],
    [
      'never sends a body that nobody waits for',
      (url) => head(url, 'POST /api/studies HTTP/1.1', 'Content-Length: 5000'),
    ],
    [
      'never ends its chunks',
      (url) => `${head(url, 'POST /api/session HTTP/1.1', 'Transfer-Encoding: chunked')}1\r\n{\r\n`,
    ],
    [
      'sends no body to a polling session',
      (url) => head(url, 'POST /socket.io/?EIO=4&transport=polling HTTP/1.1', 'Content-Length: 50'),
    ],
    ['asks for nothing more', (url) => head(url, 'GET /api/health HTTP/1.1')],
  ];

  it.each(slow)('and %s is ended', async (_, write) => {
    const app = await liveApp({}, undefined, SOON);
    const line = await openRawLine(app.url);
    line.write(write(app.url));
    // A byte now and then buys no time.
    const drip = setInterval(() => line.write('x'), 100);
    await line.ended().finally(() => clearInterval(drip));
    await count(app.url);
  });

  it('does not read its answer is ended', async () => {
    const webRoot = await tempDir();
    await writeFile(join(webRoot, 'index.html'), Buffer.alloc(64 * 1024 * 1024, 97));
    const app = await testApp({ webRoot }, undefined, { answerMs: 300 });
    const line = await openRawLine(app.url);
    line.socket.pause();
    line.write(head(app.url, 'GET / HTTP/1.1'));
    const open = () =>
      new Promise<number>((resolve, reject) => {
        app.server.getConnections((error, n) => (error ? reject(error) : resolve(n)));
      });
    await eventually('its connection', async () => (await open()) === 1);
    await eventually('its end', async () => (await open()) === 0);
  });
});

describe('[X2] more connections than the limit', () => {
  it('of one address end the oldest, not the newest, and nobody who is known', async () => {
    const app = await liveApp({}, undefined, { strangersOfAddress: 10 });
    const known = await openScriptedSite(app, { name: 'North' });
    const crowd = [];
    for (let i = 0; i < 40; i++) crowd.push(await openRawLine(app.url));
    await count(app.url);
    for (const line of crowd.slice(0, 20)) await line.ended();
    expect(crowd.at(-1)?.socket.destroyed).toBe(false);
    expect(await known.ready()).toMatchObject({ ok: true });
  });

  it('of all addresses end the oldest stranger', async () => {
    const app = await liveApp({}, undefined, { connections: 8 });
    const crowd = [];
    for (let i = 0; i < 30; i++) crowd.push(await openRawLine(app.url));
    await count(app.url);
    for (const line of crowd.slice(0, 20)) await line.ended();
  });
});

describe('[X5] a name that is not ours', () => {
  const hostOf = async (url: string, path: string, host: string | null, upgrade = false) => {
    const line = await openRawLine(url);
    const extra = upgrade ? ['Connection: Upgrade', 'Upgrade: websocket'] : ['Connection: close'];
    line.write(
      [`GET ${path} HTTP/1.1`, ...(host === null ? [] : [`Host: ${host}`]), ...extra, '', ''].join('\r\n'),
    );
    return Number(/^HTTP\/1\.1 (\d+)/.exec(await line.ended())?.[1]);
  };

  it.each([
    'evil.example',
    '10.1.2.3',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '[::2]',
    'a@127.0.0.1',
    '',
    'x/y',
    null,
  ])('is not served: %s', async (host) => {
    const app = await liveApp();
    for (const path of ['/', '/site', '/api/session', '/api/invites', '/socket.io/?EIO=4&transport=polling'])
      expect(await hostOf(app.url, path, host), path).toBeGreaterThanOrEqual(400);
    expect(await hostOf(app.url, '/api/session', host)).not.toBe(200);
    expect(await hostOf(app.url, '/socket.io/?EIO=4&transport=websocket', host, true)).toBe(421);
    if (host) expect(await hostOf(app.url, '/api/health', host)).toBe(200);
  });

  it('is told apart from what is: the public address, or those it listens on', async () => {
    const app = await testApp({ publicUrl: 'https://fl.example.org:8443' });
    for (const host of [
      'fl.example.org',
      'FL.example.org:8443',
      'fl.example.org.',
      '127.0.0.1:1',
      'localhost',
      '[::1]:9',
    ])
      expect(await hostOf(app.url, '/api/session', host), host).toBe(200);
    expect(await hostOf(app.url, '/api/session', 'example.org')).toBe(421);
    const open = await testApp({ host: '0.0.0.0' });
    const url = open.url.replace('localhost', '127.0.0.1');
    const { hostname, networkInterfaces } = await import('node:os');
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    for (const { address, family } of own)
      expect(await hostOf(url, '/api/session', family === 'IPv6' ? `[${address}]` : address), address).toBe(
        200,
      );
    expect(await hostOf(url, '/api/session', hostname())).toBe(200);
    expect(await hostOf(url, '/api/session', '203.0.113.7')).toBe(421);
  });
});

describe('[X6] everything that is answered', () => {
  it.each([
    ['GET / HTTP/1.1', []],
    ['GET /assets/a.js HTTP/1.1', []],
    ['GET /assets/gone.js HTTP/1.1', []],
    ['GET /nowhere HTTP/1.1', []],
    ['HEAD / HTTP/1.1', []],
    ['POST /nowhere HTTP/1.1', ['Content-Length: 0']],
    ['PUT /api/health HTTP/1.1', ['Content-Length: 0']],
    ['GET /%E0 HTTP/1.1', []],
    ['GET /api/health HTTP/1.1', []],
    ['GET /api/sites HTTP/1.1', []],
    ['POST /api/session HTTP/1.1', ['Content-Type: application/json', 'Content-Length: 1']],
    ['GET /api/health HTTP/1.1', ['Expect: the-impossible']],
    ['GET /api/health HTTP/1.1', ['Connection: Upgrade', 'Upgrade: h2c']],
    ['GET /socket.io/?EIO=4&transport=polling HTTP/1.1', []],
    ['GET /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1', []],
    ['GET /socket.io/?transport=smoke HTTP/1.1', []],
    ['PUT /socket.io/?EIO=4&transport=polling HTTP/1.1', ['Content-Length: 0']],
    ['nonsense', []],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1`, []],
  ] as [string, string[]][])('carries the headers of safety: %.60s %j', async (first, lines) => {
    const webRoot = await tempDir();
    await mkdir(join(webRoot, 'assets'));
    await writeFile(join(webRoot, 'index.html'), '<!doctype html>');
    await writeFile(join(webRoot, 'assets', 'a.js'), '');
    const app = await liveApp({ webRoot }, undefined, SOON);
    const line = await openRawLine(app.url);
    const closing = lines.some((one) => one.startsWith('Connection')) ? [] : ['Connection: close'];
    line.write(head(app.url, first, ...lines, ...closing) + (lines.length === 2 ? '{' : ''));
    const heard = (await line.ended()).toLowerCase();
    expect(heard).toMatch(/^http\/1\.1 \d/);
    for (const name of [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'permissions-policy',
      'x-frame-options',
    ])
      expect(heard, name).toContain(`${name}: `);
    expect(heard).toMatch(/permissions-policy: [^\r]*camera=\(\)/);
    expect(heard).not.toContain('x-powered-by');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE'])(
    'of a polling session to %s is a 4xx',
    async (method) => {
      const app = await liveApp();
      const polling = `${app.url}/socket.io/?EIO=4&transport=polling`;
      const opened = await (await fetch(polling)).text();
      const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? '';
      for (const path of [polling, `${polling}&sid=${sid}`, `${app.url}/socket.io/`]) {
        const { pathname, search } = new URL(path);
        const line = await openRawLine(app.url);
        line.write(
          head(app.url, `${method} ${pathname}${search} HTTP/1.1`, 'Content-Length: 0', 'Connection: close'),
        );
        expect(await line.ended()).toMatch(/^HTTP\/1\.1 4\d\d/);
      }
    },
  );
});
