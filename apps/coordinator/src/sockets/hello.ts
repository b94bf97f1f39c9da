/** The first message of every connection: which protocol, which hospital. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import {
  type Hello,
  helloSchema,
  PROTOCOL_VERSION,
  type ProtocolError,
  protocolError,
  refuse,
  type Welcome,
} from '@fedhealth/fl-core/protocol';
import { z } from 'zod';
import { planRun } from '../plan.ts';
import { readMessage } from './envelope.ts';
import type { SiteSocket } from './namespaces.ts';
import type { SiteConnection } from './presence.ts';
import type { SiteParts } from './site-parts.ts';

/** What every version of the protocol begins with: it is read before anything that may have changed. */
export const anyHelloSchema = z.looseObject({ protocol: z.number().int() });
type AnyHello = z.infer<typeof anyHelloSchema>;

export async function greet(
  parts: SiteParts,
  socket: SiteSocket,
  raw: AnyHello,
): Promise<Result<Welcome, ProtocolError>> {
  if (raw.protocol !== PROTOCOL_VERSION) {
    return refuse(
      'PROTOCOL_VERSION',
      `It speaks version ${raw.protocol}; the coordinator speaks ${PROTOCOL_VERSION}.`,
    );
  }
  const hello = readMessage(helloSchema, raw);
  if (!hello.ok) return hello;
  const known = await identify(parts, socket, hello.value);
  if (!known.ok) return known;
  const { site, secret } = known.value;
  const [study, production] = await Promise.all([
    parts.store.studies.get(site.studyId),
    parts.registry.production(site.studyId),
  ]);
  if (study === undefined) return refuse('SITE_UNKNOWN');

  // Who left while we looked must not be taken for present.
  if (!socket.connected) return refuse('NOT_INTRODUCED');
  socket.data.site = { id: site.id, name: site.name, studyId: site.studyId };
  const replaced = parts.presence.arrive(socket.data.site, connectionOf(socket));
  if (replaced) replace(socket.nsp.sockets.get(replaced.id));
  await parts.store.sites.patch(site.id, { lastSeenAt: new Date().toISOString() });
  parts.bus.announce(['sites']);
  return ok({
    siteId: site.id,
    secret,
    name: site.name,
    study,
    plan: planRun(study),
    run: parts.desk.view(site.studyId, site.id),
    production,
  });
}

function replace(older: SiteSocket | undefined): void {
  if (older) sayFarewell(older, protocolError('REPLACED'));
}

function sayFarewell(socket: SiteSocket, reason: ProtocolError): void {
  socket.emit('farewell', reason);
  socket.disconnect(true);
}

type Identified = { readonly site: { id: string; name: string; studyId: string }; readonly secret: string };

/** A wrong invitation or secret is counted as a guess of the address; one that has only run out is not. */
async function identify(
  { access, addressOf }: SiteParts,
  socket: SiteSocket,
  { credentials }: Hello,
): Promise<Result<Identified, ProtocolError>> {
  const { enrolment, invitations, guard } = access;
  const shown = credentials.kind === 'invite' ? credentials.token : credentials.secret;
  let wrong: Result<never, ProtocolError> = refuse('SITE_UNKNOWN');
  const verdict = await guard.judge(addressOf(socket.request), shown, async () => {
    if (credentials.kind === 'site') {
      const site = await enrolment.authenticate(credentials.siteId, shown);
      return site.ok ? ok({ site: site.value, secret: shown }) : null;
    }
    const enrolled = await enrolment.enrol(shown, credentials.name);
    if (enrolled.ok) return enrolled;
    wrong = enrolled;
    return enrolled.error.code === 'INVITE_INVALID' && !(await invitations.exists(shown)) ? null : enrolled;
  });
  if (verdict.right) return verdict.value;
  return verdict.retrySeconds === null ? wrong : refuse('TOO_MANY_TRIES');
}

const connectionOf = (socket: SiteSocket): SiteConnection => ({
  id: socket.id,
  sendTask: (task, frame) => void socket.emit('task', task, frame),
  sendRun: (view) => void socket.emit('run', view),
  sendChecks: (message) => void socket.emit('checks', message),
  sendFederation: (message) => void socket.emit('federation', message),
  sendProduction: (message) => void socket.emit('production', message),
  dismiss: (reason) => sayFarewell(socket, reason),
});
