/** A wire between a hospital and the coordinator that a test can listen to, hold up and cut. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createFrameReader, type WireMessage } from './wire-frames.ts';

export interface Tap {
  /** Where the hospital is to connect. */
  readonly url: string;
  /** WebSocket messages that came from the hospital, all connections one after another. */
  readonly up: readonly WireMessage[];
  /** Breaks every connection without a goodbye. */
  cut(): void;
  /** From now on nothing of what the coordinator says gets through, until the next connection. */
  muffle(): void;
}

export async function openTap(coordinator: string): Promise<Tap> {
  const { port, hostname } = new URL(coordinator);
  const up: WireMessage[] = [];
  const pairs = new Set<readonly [Socket, Socket]>();
  const muffled = new WeakSet<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    const reader = createFrameReader((message) => up.push(message));
    near.on('data', (bytes) => {
      reader(bytes);
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!muffled.has(far)) near.write(bytes);
    });
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    up,
    cut,
    muffle() {
      for (const [, far] of pairs) muffled.add(far);
    },
  };
}
