/** Stands between a browser and a coordinator and keeps every byte the browser sends; changes nothing on the way. */
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { createFrameReader } from './websocket-frames.ts';

/** A request the browser made, a WebSocket's opening included. */
export interface RecordedRequest {
  readonly kind: 'request';
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A message the browser sent over a WebSocket, or a control frame. */
export interface RecordedMessage {
  readonly kind: 'message';
  /** The path the WebSocket was opened on. */
  readonly path: string;
  readonly type: 'text' | 'binary' | 'close' | 'ping' | 'pong';
  readonly payload: Buffer;
}

export type Recorded = RecordedRequest | RecordedMessage;

export interface RecordingProxy {
  /** Where a browser finds the coordinator through this proxy. */
  readonly url: string;
  /** What the browser has sent so far, in order; grows. */
  readonly sent: readonly Recorded[];
  /** All content the browser has sent, headers included, to be searched for what must not be in it. */
  everything(): Buffer;
  /** Ends every connection. Rejects when bytes went by that could not be read, so that nothing escapes the record. */
  close(): Promise<void>;
}

/** Starts a proxy on a free port of this machine in front of `target`, e.g. `http://127.0.0.1:8080`. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(target);
  const sent: Recorded[] = [];
  const problems: string[] = [];
  const sockets = new Set<Duplex>();

  const server = http.createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('close', () => {
      sent.push({ kind: 'request', method, path, headers, body: Buffer.concat(chunks) });
    });
    const forwarded = http.request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });

  server.on('upgrade', (request, browser, head) => {
    const path = request.url ?? '';
    sent.push({
      kind: 'request',
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: Buffer.alloc(0),
    });
    const coordinator = net.connect(Number(port), hostname);
    const reader = createFrameReader(({ type, payload }) =>
      sent.push({ kind: 'message', path, type, payload }),
    );
    const record = (bytes: Buffer) => {
      try {
        reader.push(bytes);
      } catch (error) {
        problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
        browser.destroy();
      }
    };
    coordinator.write(openingOf(request));
    if (head.length > 0) {
      record(head);
      coordinator.write(head);
    }
    browser.on('data', record);
    browser.pipe(coordinator).pipe(browser);
    for (const [one, other] of [
      [browser, coordinator],
      [coordinator, browser],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy got no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    sent,
    everything: () => Buffer.concat(sent.map(contentOf)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      if (problems.length > 0)
        throw new Error(`The browser sent what could not be read: ${problems.join('; ')}`);
    },
  };
}

/** The request as it came, without the offer to compress: compressed messages could not be searched. */
function openingOf({ method, url, rawHeaders }: http.IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'sec-websocket-extensions') continue;
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function contentOf(recorded: Recorded): Buffer {
  if (recorded.kind === 'message') return Buffer.concat([recorded.payload, Buffer.from('\n')]);
  const { method, path, headers, body } = recorded;
  return Buffer.concat([
    Buffer.from(`${method} ${path}\n${JSON.stringify(headers)}\n`),
    body,
    Buffer.from('\n'),
  ]);
}
