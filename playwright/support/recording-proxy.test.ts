import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

/** A coordinator's stand-in: answers requests with what they sent, and echoes WebSocket messages. */
async function startEcho() {
  const server = http.createServer((request, response) => {
    response.writeHead(201, { 'x-path': request.url, 'set-cookie': ['a=1', 'b=2'] });
    request.pipe(response);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: true });
  sockets.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, sockets, url: `http://127.0.0.1:${address.port}` };
}

describe('startRecordingProxy', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: RecordingProxy;
  let closed = false;

  beforeEach(async () => {
    echo = await startEcho();
    proxy = await startRecordingProxy(echo.url);
    closed = false;
  });
  afterEach(async () => {
    if (!closed) await proxy.close();
    for (const socket of echo.sockets.clients) socket.terminate();
    echo.server.closeAllConnections();
    echo.server.close();
  });

  const connect = async () => {
    const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/live?site=1`);
    await once(socket, 'open');
    return socket;
  };

  it('passes requests on and keeps their path, headers and body', async () => {
    const response = await fetch(`${proxy.url}/api/x?y=1`, {
      method: 'POST',
      headers: { 'x-note': 'from the hospital' },
      body: 'heart_rate,81',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-path')).toBe('/api/x?y=1');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('heart_rate,81');
    expect(proxy.sent).toMatchObject([
      { kind: 'request', method: 'POST', path: '/api/x?y=1', headers: { 'x-note': 'from the hospital' } },
    ]);
    expect(proxy.everything().includes('heart_rate,81')).toBe(true);
    expect(proxy.everything().includes('from the hospital')).toBe(true);
  });

  it('passes WebSocket messages both ways and keeps each as it was before masking', async () => {
    const socket = await connect();
    const sizes = [0, 5, 125, 126, 65_535, 65_536, 300_000];
    for (const size of sizes) {
      const payload = Buffer.alloc(size, 'row ');
      socket.send(payload, { binary: size % 2 === 0 });
      const [data, isBinary] = await once(socket, 'message');
      expect(Buffer.compare(data, payload)).toBe(0);
      expect(isBinary).toBe(size % 2 === 0);
    }
    const messages = proxy.sent.filter((one) => one.kind === 'message');
    expect(messages.map(({ type, payload }) => [type, payload.length])).toEqual(
      sizes.map((size) => [size % 2 === 0 ? 'binary' : 'text', size]),
    );
    expect(messages[2]?.payload.toString()).toBe(Buffer.alloc(125, 'row ').toString());
    expect(proxy.sent[0]).toMatchObject({ kind: 'request', method: 'GET', path: '/live?site=1' });
    socket.close();
  });

  it('joins fragments and keeps control frames', async () => {
    const socket = await connect();
    socket.send('heart', { fin: false });
    socket.ping('still here');
    socket.send('_rate', { fin: true });
    const [data] = await once(socket, 'message');
    expect(String(data)).toBe('heart_rate');
    socket.close(1000, 'done');
    await once(socket, 'close');
    expect(proxy.sent.slice(1).map((one) => one.kind === 'message' && one.type)).toEqual([
      'ping',
      'text',
      'close',
    ]);
    expect(proxy.everything().includes('heart_rate')).toBe(true);
    expect(proxy.everything().includes('still here')).toBe(true);
  });

  it('does not let messages be compressed, so that they can be searched', async () => {
    const direct = new WebSocket(echo.url.replace('http', 'ws'));
    await once(direct, 'open');
    expect(direct.extensions).toContain('permessage-deflate');
    direct.close();
    const socket = await connect();
    expect(socket.extensions).toBe('');
    socket.close();
  });

  it('breaks the connection when the coordinator is gone', async () => {
    echo.server.closeAllConnections();
    echo.server.close();
    await expect(fetch(proxy.url)).rejects.toThrow();
    const socket = new WebSocket(proxy.url.replace('http', 'ws'));
    const [error] = await once(socket, 'error');
    expect(error).toBeInstanceOf(Error);
  });

  it('will not close in peace after bytes it could not read', async () => {
    const { port } = new URL(proxy.url);
    const raw = net.connect(Number(port), '127.0.0.1');
    raw.write(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(raw, 'data');
    raw.write(Buffer.from([0x81, 1, 120]));
    await once(raw, 'close');
    closed = true;
    await expect(proxy.close()).rejects.toThrow(/not masked/);
  });
});
