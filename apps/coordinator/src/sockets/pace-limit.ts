/** Holds every connection to a pace that no honest hospital reaches; one that goes on regardless is closed. */
import { type ProtocolError, protocolError } from '@fedhealth/fl-core/protocol';
import { createTokenBucket, type Pace } from '../pace/token-bucket.ts';
import { isAck } from './envelope.ts';
import type { SiteSocket } from './namespaces.ts';

/** A round is one message; statistics and joining are a handful. */
export const SITE_PACE: Pace = { capacity: 600, perSecond: 100 };
/** So many refusals in a row end the connection. */
const PATIENCE = 200;

/** `onRefused` is told once for each stretch of refusals. */
export function limitPace(socket: SiteSocket, pace: Pace, onRefused: (error: ProtocolError) => void): void {
  const allow = createTokenBucket(pace);
  let refused = 0;
  socket.use((packet, next) => {
    if (allow()) {
      refused = 0;
      next();
      return;
    }
    const error = protocolError('RATE_LIMITED');
    if (++refused === 1) onRefused(error);
    const last: unknown = packet.at(-1);
    if (isAck(last)) last({ ok: false, error });
    if (refused === PATIENCE) {
      socket.emit('farewell', error);
      socket.disconnect(true);
    }
  });
}
