/** `crowd.ts URL`: 200 connections that say nothing, 50 that say a byte a second, 300 that come and vanish. */
import { connect } from 'node:net';

const IDLE = 200;
const SLOW = 50;
const VANISHING = 300;
/** How long one of those that vanish stays, and one that was ended waits before it comes again, in milliseconds. */
const STAY_MS = 1_000;
const BACK_MS = 1_000;

const { hostname, port, host } = new URL(process.argv[2] ?? '');
const upgrade = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  `Host: ${host}`,
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

/** Comes again for as long as this process lasts. */
function come(index: number, says: string, drip: boolean, vanishes: boolean): void {
  const socket = connect(Number(port), hostname, () => socket.write(says));
  const slowly = drip ? setInterval(() => socket.write('x'), 1_000) : undefined;
  if (vanishes) setTimeout(() => socket.resetAndDestroy(), STAY_MS * (0.5 + Math.random()));
  socket.on('data', () => undefined).on('error', () => undefined);
  socket.once('close', () => {
    clearInterval(slowly);
    setTimeout(() => come(index, says, drip, vanishes), BACK_MS * (0.5 + Math.random()));
  });
}

for (let i = 0; i < IDLE; i++) come(i, i % 2 === 0 ? '' : upgrade, false, false);
for (let i = 0; i < SLOW; i++) come(i, i % 2 === 0 ? 'GET / HTTP/1.1\r\nX-Slow: ' : upgrade, true, false);
for (let i = 0; i < VANISHING; i++) come(i, i % 3 === 0 ? '' : upgrade, false, true);
setTimeout(() => process.send?.('here'), 2 * BACK_MS);
