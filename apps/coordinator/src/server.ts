/** Listening and stopping, with errors in plain words. */
import { once } from 'node:events';
import type { Server } from 'node:http';

const GRACE_MILLISECONDS = 2000;

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

/** Takes no new connections, lets requests under way finish for two seconds, then ends the rest. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
  await closed;
  clearTimeout(impatience);
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
