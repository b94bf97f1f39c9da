/** A bad network between a hospital and the coordinator: it can be slow, late, silent one way, or broken. */
import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createPace, type Pace, type PaceLimits } from './pace.ts';

export interface SiteProxy {
  /** Where the hospital is to connect. */
  readonly url: string;
  /** Bytes that came from the hospital and from the coordinator so far. */
  readonly passed: { up: number; down: number };
  /** What the hospital sends from now on waits here, until `release` or a cut. */
  hold(): void;
  /** Resolves once at least so many bytes wait here. */
  holding(bytes: number): Promise<void>;
  release(): void;
  /** Resolves when no connection is left: a hospital whose process ended takes with it what waits here. */
  left(): Promise<void>;
  /** Breaks every connection without a goodbye, and takes no new one until `mend`. */
  cut(): void;
  /** Resolves when the hospital has tried so often in vain since the cut. */
  tried(times: number): Promise<void>;
  mend(): void;
}

interface Line {
  readonly up: Pace;
  readonly down: Pace;
  break(): void;
}

export async function openProxy(coordinator: string, limits: PaceLimits = {}): Promise<SiteProxy> {
  const { port, hostname } = new URL(coordinator);
  const lines = new Set<Line>();
  const passed = { up: 0, down: 0 };
  const news = new EventEmitter();
  let broken = false;
  let held = false;
  let tries = 0;

  const join = (near: Socket): void => {
    if (broken) {
      near.destroy();
      tries++;
      news.emit('change');
      return;
    }
    const far = connect(Number(port), hostname);
    // Small packets are not to wait for company: the pace alone says when bytes go.
    near.setNoDelay(true);
    far.setNoDelay(true);
    const line: Line = {
      up: createPace(limits, (bytes) => far.write(bytes)),
      down: createPace(limits, (bytes) => near.write(bytes)),
      break() {
        lines.delete(line);
        for (const part of [line.up, line.down]) part.close();
        for (const socket of [near, far]) socket.destroy();
        news.emit('change');
      },
    };
    if (held) line.up.hold();
    lines.add(line);
    near.on('data', (bytes) => {
      passed.up += bytes.length;
      line.up.put(bytes);
      news.emit('change');
    });
    far.on('data', (bytes) => {
      passed.down += bytes.length;
      line.down.put(bytes);
    });
    for (const socket of [near, far]) {
      socket.on('error', line.break);
      socket.on('close', line.break);
    }
  };
  const until = async (fits: () => boolean): Promise<void> => {
    while (!fits()) await once(news, 'change');
  };

  const server = createServer(join);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    broken = true;
    tries = 0;
    for (const line of lines) line.break();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    passed,
    hold() {
      held = true;
      for (const { up } of lines) up.hold();
    },
    holding: (bytes) => until(() => [...lines].some(({ up }) => up.waiting() >= bytes)),
    release() {
      held = false;
      for (const { up } of lines) up.release();
    },
    left: () => until(() => lines.size === 0),
    cut,
    tried: (times) => until(() => tries >= times),
    mend() {
      broken = false;
    },
  };
}
