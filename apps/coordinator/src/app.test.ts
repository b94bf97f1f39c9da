import { createServer } from 'node:http';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { listen } from './server.ts';
import { smallStudy } from './testing/fixtures.ts';
import { testSettings } from './testing/test-app.ts';
import { startRun } from './testing/test-store.ts';

const silent = pino({ level: 'silent' });

describe('createApp', () => {
  it('listens when it resolves, and lets go of everything when closed, twice if need be', async () => {
    const settings = await testSettings();
    const first = await createApp(settings, silent);
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
    await first.close();
    await first.close();
    await expect(fetch(`${first.url}/api/health`)).rejects.toThrow();
    const port = Number(new URL(first.url).port);
    const second = await createApp({ ...settings, port }, silent);
    expect(second.url).toBe(first.url);
    await second.close();
  });

  it('says in a sentence that the port is taken', async () => {
    const server = createServer();
    const port = Number(new URL(await listen(server, 0, '127.0.0.1')).port);
    await expect(createApp(await testSettings({ port }), silent)).rejects.toThrow(
      `Port ${port} is taken, perhaps by another FedHealth.`,
    );
    server.close();
  });

  it('will not start with a study that differs from the one its runs have used', async () => {
    const settings = await testSettings({ study: smallStudy() });
    const first = await createApp(settings, silent);
    await startRun(first.store);
    await first.close();
    await expect(createApp({ ...settings, study: smallStudy({ title: 'Changed' }) }, silent)).rejects.toThrow(
      /has been used by a run and cannot change/,
    );
    await (await createApp(settings, silent)).close();
  });

  it('leaves nothing open when a part cannot start', async () => {
    const settings = await testSettings();
    const broken = () => Promise.reject(new Error('A part is broken.'));
    await expect(createApp(settings, silent, broken)).rejects.toThrow('A part is broken.');
    await (await createApp(settings, silent)).close();
  });

  it('answers to sockets beside HTTP', async () => {
    const app = await createApp(await testSettings(), silent);
    const handshake = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`);
    expect(handshake.headers.get('content-type')).not.toMatch(/html/);
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
    await app.close();
  });
});
