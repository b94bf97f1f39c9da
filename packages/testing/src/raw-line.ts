/** A bare TCP connection: what a test writes goes out as it is, and what comes back is kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { PATIENCE_MS } from './patiently.ts';

export interface RawLine {
  readonly socket: Socket;
  write(text: string | Uint8Array): void;
  /** All that has come so far. */
  heard(): string;
  /** Resolves when the other side has ended it, with all that came. */
  ended(patienceMs?: number): Promise<string>;
}

export async function openRawLine(url: string): Promise<RawLine> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  return {
    socket,
    write: (text) => void (socket.destroyed || socket.write(text)),
    heard: () => heard,
    async ended(patienceMs = PATIENCE_MS) {
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(new Error(`It is still open; it said ${heard}`)), patienceMs);
      });
      await Promise.race([closed, patience]);
      clearTimeout(late);
      return heard;
    },
  };
}

/** The head of a request, with the Host that the coordinator has. */
export const head = (url: string, first: string, ...lines: readonly string[]): string =>
  [first, `Host: ${new URL(url).host}`, ...lines, '', ''].join('\r\n');

/** The head that opens a WebSocket (RFC 6455, section 4.1). */
export const websocketHead = (url: string, path = '/socket.io/?EIO=4&transport=websocket'): string =>
  head(
    url,
    `GET ${path} HTTP/1.1`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  );

/** The beginning of a masked frame of so many bytes: the mask is zero, so what follows is as it is written. */
export function frameHead(opcode: number, bytes: number, last = true): Buffer {
  const first = (last ? 0x80 : 0) | opcode;
  if (bytes < 126) return Buffer.from([first, 0x80 | bytes, 0, 0, 0, 0]);
  const head = Buffer.alloc(14);
  head.set([first, 0x80 | 127]);
  head.writeBigUInt64BE(BigInt(bytes), 2);
  return head;
}

/** A whole text message. */
export const textFrame = (text: string): Buffer =>
  Buffer.concat([frameHead(1, Buffer.byteLength(text)), Buffer.from(text)]);
