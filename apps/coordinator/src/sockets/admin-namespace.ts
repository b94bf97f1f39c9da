/** Dashboards: signed-in administrators are told what changed, and fetch it over REST. */
import type { Access } from '../access/access.ts';
import type { EventBus, Topic } from '../events/bus.ts';
import type { AdminNamespace } from './server.ts';

/** Changes within this time, in milliseconds, are told together. */
const GATHER_MS = 150;

/** Returns how to stop. */
export function serveAdmins(admins: AdminNamespace, access: Access, bus: EventBus): () => void {
  admins.use((socket, next) => {
    const who = access.admin.identify(socket.handshake.headers);
    next(who === null ? new Error('Sign in first.') : undefined);
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
