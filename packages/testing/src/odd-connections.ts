/** Every way there is to hold a connection open without being anybody. */
import { eventually } from './patiently.ts';
import { frameHead, head, openRawLine, type RawLine, textFrame, websocketHead } from './raw-line.ts';

const socket = async (url: string, ...said: readonly (string | Uint8Array)[]): Promise<RawLine> => {
  const line = await openRawLine(url);
  line.write(websocketHead(url));
  await eventually('the handshake', () => line.heard().includes('"sid"') || line.socket.destroyed);
  for (const text of said) line.write(text);
  return line;
};

const raw = async (url: string, text: string): Promise<RawLine> => {
  const line = await openRawLine(url);
  line.write(text);
  return line;
};

/** An upgrade after a request that was answered. */
const upgraded = async (url: string, path: string): Promise<RawLine> => {
  const line = await raw(url, head(url, 'GET /api/health HTTP/1.1'));
  await eventually('an answer', () => line.heard().includes('"status":"ok"') || line.socket.destroyed);
  line.write(head(url, `GET ${path} HTTP/1.1`, 'Connection: Upgrade', 'Upgrade: websocket'));
  return line;
};

export const ODD_CONNECTIONS: Readonly<Record<string, (url: string) => Promise<RawLine>>> = {
  'an upgrade to nothing': (url) => upgraded(url, '/'),
  'an upgrade to the API': (url) => upgraded(url, '/api/health'),
  silence: (url) => raw(url, ''),
  'half a head': (url) => raw(url, 'GET / HTTP/1.1\r\nX: '),
  'half a body': (url) => raw(url, `${head(url, 'POST /api/session HTTP/1.1', 'Content-Length: 9')}{`),
  'a polling request': (url) => raw(url, head(url, 'GET /socket.io/?EIO=4&transport=polling HTTP/1.1')),
  'a socket in no namespace': (url) => socket(url),
  'a socket in the namespace of all': (url) => socket(url, textFrame('40')),
  'a socket that says no hello': (url) => socket(url, textFrame('40/sites,')),
  'a socket with half a frame': (url) => socket(url, textFrame('40/sites,'), frameHead(2, 15_000_000)),
};
