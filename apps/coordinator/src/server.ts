/** Listening and stopping, with errors in plain words. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { ConnectionLimits } from './connections/limits.ts';

/** How often Node looks for requests that take too long, in milliseconds. */
const LOOK_MS = 1_000;

/** A server that waits for nobody longer than the limits say. */
export function openServer(answer: RequestListener, limits: ConnectionLimits): Server {
  const { headMs, requestMs, idleMs } = limits;
  return createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: Math.min(LOOK_MS, headMs),
      // A request without one is refused at the front door, as one with a wrong one is.
      requireHostHeader: false,
    },
    answer,
  );
}

/** Listens and says where: port 0 takes any free one. Throws with a plain sentence when it cannot. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(explain(error, port, host));
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${displayHost(host)}:${bound}`;
}

/** Takes no new connections, and waits until the last is over: `Connections.close` sees to that. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}

function displayHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function explain(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken, perhaps by another FedHealth. Stop that one, or choose another port with PORT or --port.`;
  }
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose a port above 1023 with PORT or --port.`;
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAI_FAIL', 'EAI_NODATA'].includes(String(code)))
    return `This machine has no address "${host}". Correct FEDHEALTH_HOST (--host).`;
  return `The coordinator cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}. Correct FEDHEALTH_HOST or PORT.`;
}
