import { MAX_MESSAGE_BYTES } from '@fedhealth/fl-core/protocol';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { frameHead, openRawLine, textFrame, websocketHead } from '@fedhealth/testing/raw-line';
import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveApp, QUICK } from '../testing/live-app.ts';
import { type openLine, openScriptedSite } from '../testing/scripted-site.ts';
import { ADMIN_TOKEN } from '../testing/test-app.ts';
import { createLiveWith } from './create-live.ts';

const MEBIBYTE = 1024 * 1024;
const IMPATIENT = createLiveWith({ ...QUICK, helloMs: 300 });

/** A WebSocket that says nothing of its own accord, in this namespace if any. */
async function openSocket(url: string, namespace: string | null = null) {
  const line = await openRawLine(url);
  line.write(websocketHead(url));
  await eventually('the handshake', () => line.heard().includes('"sid"'));
  if (namespace !== null) line.write(textFrame(`40${namespace},`));
  return line;
}

const asAdmin = { authorization: `Bearer ${ADMIN_TOKEN}` };

describe('[X3] a connection before it is known whose it is', () => {
  const silent: [string, (url: string) => Promise<{ ended(): Promise<string> }>][] = [
    ['in no namespace', (url) => openSocket(url)],
    ['in the namespace that every client knows', (url) => openSocket(url, '/')],
    ['in the hospitals’ namespace', (url) => openSocket(url, '/sites')],
    ['in the dashboards’ namespace', (url) => openSocket(url, '/admin')],
    ['in one that is not there', (url) => openSocket(url, '/none')],
    [
      'with half a frame',
      async (url) => {
        const line = await openSocket(url, '/sites');
        line.write(frameHead(1, 1000));
        return line;
      },
    ],
    [
      'and answers the heartbeat',
      async (url) => {
        const line = await openSocket(url, '/sites');
        const beat = setInterval(() => line.write(textFrame('3')), 50);
        onTestFinished(() => clearInterval(beat));
        return line;
      },
    ],
    [
      'and says things that are not hello',
      async (url) => {
        const line = await openSocket(url, '/sites');
        const talk = setInterval(() => line.write(textFrame('42/sites,["models",{}]')), 50);
        onTestFinished(() => clearInterval(talk));
        return line;
      },
    ],
    [
      'and never upgrades its polling session',
      async (url) => {
        const opened = await (await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).text();
        const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? '';
        const polling = `${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
        return {
          ended: () =>
            eventually('the end of the session', async () => {
              const answer = await fetch(polling);
              return (answer.status === 400 || (await answer.text()).includes('1')) && 'over';
            }),
        };
      },
    ],
  ];

  it.each(silent)('%s is ended', async (_, open) => {
    const app = await liveApp({}, IMPATIENT);
    await (await open(app.url)).ended();
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  });

  it('that left the namespace again, or left the study, is a stranger again', async () => {
    const app = await liveApp({}, IMPATIENT);
    const left = await openScriptedSite(app, { name: 'North' });
    left.socket.io.engine.write('41/sites,');
    await left.closed();
    const polite = await openScriptedSite(app, { name: 'South' });
    expect(await polite.say('leave', {})).toMatchObject({ ok: true });
    await polite.closed();
    const stays = await openScriptedSite(app, { name: 'East' });
    await (await openSocket(app.url, '/sites')).ended();
    expect(await stays.ready()).toMatchObject({ ok: true });
  });

  it.each([
    ['text', (url: string) => openSocket(url, '/sites'), 1],
    ['binary', (url: string) => openSocket(url, '/sites'), 2],
    ['text in no namespace', (url: string) => openSocket(url), 1],
    ['text to dashboards', (url: string) => openSocket(url, '/admin'), 1],
  ])('may not begin a large message: %s, in one frame or in many', async (_, open, opcode) => {
    const app = await liveApp();
    for (const parts of [[15 * MEBIBYTE], Array.from({ length: 16 }, () => MEBIBYTE)]) {
      const line = await open(app.url);
      let sent = 0;
      for (const [index, bytes] of parts.entries()) {
        if (line.socket.destroyed) break;
        line.write(frameHead(index === 0 ? opcode : 0, bytes, false));
        for (let at = 0; at < bytes && !line.socket.destroyed; at += 16 * 1024) {
          line.write(Buffer.alloc(16 * 1024, 97));
          sent += 16 * 1024;
          if (at % (256 * 1024) === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
      await line.ended();
      expect(sent).toBeGreaterThan(0);
    }
  });

  it('may not send a large body by polling', async () => {
    const app = await liveApp();
    const opened = await (await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`)).text();
    const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? '';
    const url = `${app.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    const sent = await fetch(url, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(sent.status).toBe(413);
    const stream = new ReadableStream({
      start: (c) => {
        c.enqueue(new TextEncoder().encode('x'));
        c.close();
      },
    });
    const chunked = await fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect(chunked.status).toBe(411);
  });
});

describe('[X3] messages without end', () => {
  const floods: [string, string | null, () => Uint8Array][] = [
    ['in no namespace', null, () => textFrame('3')],
    ['in the namespace that every client knows', '/', () => textFrame('42["x"]')],
    ['to hospitals, before hello', '/sites', () => textFrame('42/sites,["models",{}]')],
    ['to hospitals, hello after hello', '/sites', () => textFrame('42/sites,["hello",{"protocol":1}]')],
    ['to dashboards', '/admin', () => textFrame('42/admin,["x"]')],
    ['to namespaces that are not there', null, () => textFrame(`40/${Math.random()},`)],
    ['joining and leaving', null, () => Buffer.concat([textFrame('40/sites,'), textFrame('41/sites,')])],
    ['of WebSocket’s own pings', '/sites', () => frameHead(9, 0)],
    ['of empty fragments', '/sites', () => frameHead(0, 0, false)],
  ];

  it.each(floods)('%s end the connection', async (_, namespace, message) => {
    const app = await liveApp({}, createLiveWith({ ...QUICK, helloMs: 60_000 }));
    const line = await openSocket(app.url, namespace);
    const more = setInterval(() => line.write(Buffer.concat(Array.from({ length: 200 }, message))), 2);
    await line.ended().finally(() => clearInterval(more));
  });

  it('from a dashboard end it too', async () => {
    const app = await liveApp();
    const socket = io(`${app.url}/admin`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: asAdmin,
    });
    onTestFinished(() => void socket.disconnect());
    const ends = createMailbox<string>();
    socket.on('disconnect', ends.put);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const more = setInterval(() => {
      for (let i = 0; i < 200; i++) socket.emit('x');
    }, 2);
    await ends.take('the end').finally(() => clearInterval(more));
  });
});

describe('[X4] a message of a hospital', () => {
  it.each([
    ['progress', { note: 'x'.repeat(10_000) }],
    ['leave', 'x'.repeat(10_000)],
    ['models', 'x'.repeat(10_000)],
    ['gossip', 'x'.repeat(10_000)],
    ['ready', 'x'.repeat(5 * MEBIBYTE)],
    ['result', 'x'.repeat(9 * MEBIBYTE)],
  ])(
    '%s has a size; above it the connection is ended, that one alone, and the administrator reads whose',
    async (event, message) => {
      const app = await liveApp();
      const [good, bad] = [
        await openScriptedSite(app, { name: 'Good' }),
        await openScriptedSite(app, { name: 'Bad' }),
      ];
      bad.socket.emit(event, message);
      await bad.closed();
      await app.event('the refusal', ({ siteId, code }) => siteId === bad.id && code === 'TOO_LARGE');
      expect(await good.ready()).toMatchObject({ ok: true });
    },
  );

  it('has one attachment, and only a result a large one', async () => {
    const app = await liveApp();
    const large = new Uint8Array(MEBIBYTE);
    for (const [event, attachments] of [
      ['ready', [large]],
      ['result', [large, large]],
    ] as const) {
      const bad = await openScriptedSite(app, { name: `Bad ${event}` });
      bad.socket.emit(event, {}, ...attachments);
      await bad.closed();
    }
    const good = await openScriptedSite(app, { name: 'Good' });
    expect(await good.say('result', {}, new Uint8Array(MAX_MESSAGE_BYTES - 1000))).toMatchObject({
      error: { code: 'BAD_MESSAGE' },
    });
  });

  it('that does not come whole makes room for others, by how long it has taken', async () => {
    const app = await liveApp({}, undefined, { unfinishedBytes: 4 * MEBIBYTE });
    const sites = [];
    for (const name of ['First', 'Second', 'Third']) sites.push(await openScriptedSite(app, { name }));
    const good = await openScriptedSite(app, { name: 'Good' });
    for (const site of sites) {
      const raw = rawOf(site);
      raw.write(Buffer.concat([frameHead(2, 3 * MEBIBYTE), Buffer.alloc(2 * MEBIBYTE)]));
      await eventually('what it sent', () => raw.writableLength === 0);
    }
    await sites[0]?.closed();
    expect(await good.ready()).toMatchObject({ ok: true });
  });
});

/** The TCP connection under a client's socket. */
function rawOf({ socket }: Awaited<ReturnType<typeof openLine>>) {
  const transport: object = socket.io.engine.transport;
  return Reflect.get(Reflect.get(transport, 'ws'), '_socket') as import('node:net').Socket;
}
