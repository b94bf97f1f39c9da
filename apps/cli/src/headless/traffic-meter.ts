/** Counts what a connection receives for each round's fit task, in bytes of WebSocket payload. */
import type { SiteSocket } from '@fedhealth/fl-core/site';

export interface TrafficMeter {
  watch(socket: SiteSocket): void;
  /** The most that one fit task brought down: its message and the global model. */
  fitBytes(): number;
}

export function createTrafficMeter(): TrafficMeter {
  let largest = 0;
  let current = 0;
  return {
    watch(socket) {
      socket.io.on('open', () => {
        socket.io.engine.on('packet', (packet: { type: string; data?: unknown }) => {
          if (packet.type !== 'message') return;
          if (typeof packet.data === 'string') {
            current = packet.data.includes('"kind":"fit"') ? 1 + Buffer.byteLength(packet.data) : 0;
          } else if (packet.data instanceof Uint8Array && current > 0) current += packet.data.byteLength;
          largest = Math.max(largest, current);
        });
      });
    },
    fitBytes: () => largest,
  };
}
