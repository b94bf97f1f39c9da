import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { PaceLimits } from './pace.ts';
import { openProxy } from './proxy.ts';

/** A server that says everything back, behind a proxy, and a line to it. */
async function openEcho(limits: PaceLimits = {}) {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const proxy = await openProxy(`http://127.0.0.1:${address.port}`, limits);
  const dial = (): Socket => {
    const line = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    line.on('error', () => undefined);
    onTestFinished(() => void line.destroy());
    return line;
  };
  return { proxy, dial };
}

async function read(line: Socket, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  while (parts.reduce((sum, part) => sum + part.length, 0) < length) {
    const [bytes] = await once(line, 'data');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

it('passes on what both sides say, and counts it', async () => {
  const { proxy, dial } = await openEcho();
  const line = dial();
  const said = Buffer.from(Array.from({ length: 50_000 }, (_, i) => i % 251));
  line.write(said);
  expect((await read(line, said.length)).equals(said)).toBe(true);
  expect(proxy.passed).toEqual({ up: said.length, down: said.length });
});

it('slows both ways down to its pace, and loses nothing', async () => {
  const { dial } = await openEcho({ bitsPerSecond: 50_000, delayMs: 20 });
  const line = dial();
  await once(line, 'connect');
  const said = Buffer.from(Array.from({ length: 1250 }, (_, i) => i % 251));
  const start = performance.now();
  line.write(said);
  expect((await read(line, said.length)).equals(said)).toBe(true);
  // 200 ms up; its last piece, of 226 bytes, 36 ms down; a delay each way. A busy machine takes longer, never less.
  expect(performance.now() - start).toBeGreaterThan(260);
});

it('holds what goes up until it is released', async () => {
  const { proxy, dial } = await openEcho();
  const line = dial();
  line.write('one');
  await read(line, 3);
  proxy.hold();
  line.write('two');
  await proxy.holding(3);
  proxy.release();
  expect((await read(line, 3)).toString()).toBe('two');
});

it('breaks the lines, takes no new one until mended, and counts who tried', async () => {
  const { proxy, dial } = await openEcho();
  const line = dial();
  line.write('one');
  await read(line, 3);
  const ended = once(line, 'close');
  proxy.cut();
  await ended;
  const tries = [dial(), dial()].map((attempt) => once(attempt, 'close'));
  await Promise.all([...tries, proxy.tried(2)]);
  proxy.mend();
  const next = dial();
  next.write('two');
  expect((await read(next, 3)).toString()).toBe('two');
});
