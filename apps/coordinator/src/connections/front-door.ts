/**
 * What comes before anything else is asked: whether the request is for us at all, how long it may take, and what
 * may become a WebSocket. Everything that is answered, errors too, carries the security headers.
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connections } from './connections.ts';
import type { HostRule } from './hosts.ts';
import { headersAsText, type SetHeaders } from './security-headers.ts';

export interface DoorRules {
  readonly connections: Connections;
  readonly hosts: HostRule;
  readonly headers: SetHeaders;
}

/** Where Socket.IO listens, and nothing else. */
const SOCKET_PATH = '/socket.io/';
const HEALTH = /^\/api\/health\/?(\?|$)/;

const UNREAD_MS = 1_000;

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly allow?: string;
}

const refusals = {
  host: {
    status: 421,
    code: 'WRONG_HOST',
    message:
      'This coordinator is not served under the name that was asked for. Open it by its own address, or set FEDHEALTH_PUBLIC_URL to the address that people use.',
  },
  stopping: { status: 503, code: 'STOPPING', message: 'The coordinator is stopping. Try again in a moment.' },
  method: {
    status: 405,
    code: 'WRONG_METHOD',
    message: 'This address takes GET and POST.',
    allow: 'GET, POST',
  },
  unmeasured: { status: 411, code: 'BAD_REQUEST', message: 'Say how long the body is (Content-Length).' },
  large: { status: 413, code: 'BAD_REQUEST', message: 'The body of the request is too large.' },
  expectation: { status: 417, code: 'BAD_REQUEST', message: 'What the request expects is not known here.' },
} as const satisfies Record<string, Refusal>;

/** Puts the door before all that listens to the server so far. */
export function installFrontDoor(server: Server, { connections, hosts, headers }: DoorRules): void {
  const inside = server.listeners('request') as RequestListener[];
  const upgrades = server.listeners('upgrade') as ((...about: [IncomingMessage, Duplex, Buffer]) => void)[];
  server.removeAllListeners('request').removeAllListeners('upgrade');
  const text = headersAsText(headers);
  const { strangerBytes, answerMs } = connections.limits;

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    if (connections.closing()) return refusals.stopping;
    const url = request.url ?? '';
    if (!hosts.serves(request.headers.host) && !HEALTH.test(url)) return refusals.host;
    return url.startsWith(SOCKET_PATH) ? pollingRefusal(request, strangerBytes) : null;
  };

  server.on('request', (request, response) => {
    const answering = connections.begin(request);
    const late = setTimeout(() => request.socket.destroy(), answerMs);
    response.once('close', () => {
      clearTimeout(late);
      answering.over();
    });
    headers(request, response);
    const refusal = refusalOf(request);
    if (refusal !== null) refuse(request, response, refusal);
    else for (const listener of inside) listener(request, response);
  });
  server.on('checkExpectation', (request, response) => {
    headers(request, response);
    refuse(request, response, refusals.expectation);
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = upgradeRefusal(request, hosts, connections.closing());
    if (refusal !== null) return answerRaw(socket, refusal, text);
    for (const listener of upgrades) listener(request, socket, head);
    if (!socket.destroyed) connections.upgraded(request, socket);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || connections.busy(socket)) socket.destroy();
    else answerRaw(socket, CLIENT_ERRORS[error.code ?? ''] ?? UNREADABLE, text);
  });
}

/** Long-polling carries a dashboard until its WebSocket is open: small messages, each of a length that is said. */
function pollingRefusal({ method, headers }: IncomingMessage, limit: number): Refusal | null {
  if (method === 'GET') return null;
  if (method !== 'POST') return refusals.method;
  if (headers['content-length'] === undefined) return refusals.unmeasured;
  return Number(headers['content-length']) > limit ? refusals.large : null;
}

const UNREADABLE: Refusal = { status: 400, code: 'BAD_REQUEST', message: 'The request cannot be read.' };

const CLIENT_ERRORS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'TOO_SLOW', message: 'The request took too long to come.' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'BAD_REQUEST', message: 'The head of the request is too large.' },
};

function upgradeRefusal(request: IncomingMessage, hosts: HostRule, closing: boolean): Refusal | null {
  if (closing) return refusals.stopping;
  if (!hosts.serves(request.headers.host)) return refusals.host;
  const [path, query] = (request.url ?? '').split('?');
  if (path !== SOCKET_PATH) {
    return { status: 404, code: 'NOT_FOUND', message: 'Nothing here becomes another protocol.' };
  }
  const socket = /^websocket$/i.test(request.headers.upgrade ?? '') && request.method === 'GET';
  const asked = new URLSearchParams(query).get('transport') === 'websocket';
  return socket && asked ? null : UNREADABLE;
}

const bodyOf = ({ code, message }: Refusal): string => JSON.stringify({ error: { code, message } });

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const body = bodyOf(refusal);
  response.writeHead(refusal.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(refusal.allow === undefined ? {} : { Allow: refusal.allow }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers on a socket that is no request's any more, and ends it at once. */
function answerRaw(socket: Duplex, refusal: Refusal, headers: string): void {
  const body = bodyOf(refusal);
  const status = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`;
  const about = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}`;
  const head = `${status}\r\nConnection: close\r\nCache-Control: no-store\r\n${about}\r\n${headers}`;
  if (!socket.writable) return void socket.destroy();
  socket.end(`${head}\r\n${body}`, () => socket.destroy());
  // Who does not read it is not waited for.
  setTimeout(() => socket.destroy(), UNREAD_MS).unref();
}
