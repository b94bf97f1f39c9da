/** Dashboards: signed-in administrators are told what changed, and fetch it over REST. */
import type { Access } from '../access/access.ts';
import { requestOrigin } from '../access/same-origin.ts';
import type { Connections } from '../connections/connections.ts';
import type { EventBus, Topic } from '../events/bus.ts';
import type { SocketServer } from './server.ts';

/** Changes within this time, in milliseconds, are told together. */
const GATHER_MS = 150;

export interface AdminParts {
  readonly admin: Access['admin'];
  readonly bus: EventBus;
  readonly publicUrl: string | null;
  readonly addressOf: Connections['addressOf'];
}

/** Returns how to stop. */
export function serveAdmins(
  { admins, lines }: Pick<SocketServer, 'admins' | 'lines'>,
  { admin, bus, publicUrl, addressOf }: AdminParts,
): () => void {
  admins.use((socket, next) => {
    // A cookie comes along with what another site's page opens, and a socket has no other protection from it.
    if (requestOrigin(socket.request.headers, publicUrl) === 'other') {
      next(new Error('This came from another site’s page and was refused.'));
      return;
    }
    const { headers } = socket.handshake;
    admin.identify(headers, addressOf(socket.request)).then((who) => {
      if (!who.right) {
        next(
          new Error(
            who.retrySeconds === null ? 'Sign in first.' : 'Too many wrong tokens. Wait, then try again.',
          ),
        );
        return;
      }
      if (who.value.how === 'cookie') socket.data.session = who.value.session;
      next();
    }, next);
  });
  admins.on('connection', (socket) => {
    const line = lines.of(socket.conn);
    line.introduce('admin');
    const { session } = socket.data;
    const leave = (): void => void socket.disconnect(true);
    // Signed out, or its time over, while the handshake was under way.
    if (session && admin.session(socket.handshake.headers) === null) return leave();
    const over = session && setTimeout(leave, session.expiresAt - Date.now());
    socket.once('disconnect', () => {
      clearTimeout(over);
      line.doubt('admin');
    });
  });
  admin.onSessionEnd((id) => {
    for (const socket of admins.sockets.values()) {
      if (socket.data.session?.id === id) socket.disconnect(true);
    }
  });

  let gathered = new Set<Topic>();
  let timer: NodeJS.Timeout | undefined;
  const unsubscribe = bus.subscribe(({ topics }) => {
    for (const topic of topics) gathered.add(topic);
    timer ??= setTimeout(() => {
      admins.emit('notice', { topics: [...gathered] });
      gathered = new Set();
      timer = undefined;
    }, GATHER_MS);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
