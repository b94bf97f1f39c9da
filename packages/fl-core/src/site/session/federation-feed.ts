/** What the coordinator tells a hospital of its data set and of the federation's, put on its page. */
import { checksMessageSchema, federationMessageSchema } from '../../protocol/federation-messages.ts';
import type { SiteData } from '../data/site-data.ts';
import type { SiteSnapshot } from './snapshot.ts';
import type { SiteSocket } from './transport.ts';

export function followFederation(
  socket: SiteSocket,
  data: SiteData,
  show: (patch: Partial<SiteSnapshot>) => void,
): void {
  socket.on('checks', (raw: unknown) => {
    const parsed = checksMessageSchema.safeParse(raw);
    if (parsed.success) show({ checks: parsed.data.checks });
  });
  socket.on('federation', (raw: unknown) => {
    const parsed = federationMessageSchema.safeParse(raw);
    if (parsed.success) show({ beside: data.beside(parsed.data.summary) });
  });
}
