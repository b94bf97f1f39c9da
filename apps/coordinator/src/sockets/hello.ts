/** The first message of every connection: which protocol, which hospital. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import {
  type Hello,
  PROTOCOL_VERSION,
  type ProtocolError,
  refuse,
  type Welcome,
} from '@fedhealth/fl-core/protocol';
import { planRun } from '../plan.ts';
import type { SiteConnection } from './presence.ts';
import type { SiteSocket } from './server.ts';
import type { SiteParts } from './site-namespace.ts';

export async function greet(
  parts: SiteParts,
  socket: SiteSocket,
  hello: Hello,
): Promise<Result<Welcome, ProtocolError>> {
  if (hello.protocol !== PROTOCOL_VERSION) {
    return refuse(
      'PROTOCOL_VERSION',
      `It speaks version ${hello.protocol}; the coordinator speaks ${PROTOCOL_VERSION}.`,
    );
  }
  const known = await identify(parts, hello);
  if (!known.ok) return known;
  const { site, secret } = known.value;
  const study = await parts.store.studies.get(site.studyId);
  if (study === undefined) return refuse('SITE_UNKNOWN');

  socket.data.site = { id: site.id, name: site.name, studyId: site.studyId };
  const replaced = parts.presence.arrive(socket.data.site, connectionOf(socket));
  if (replaced) socket.nsp.sockets.get(replaced.id)?.disconnect(true);
  await parts.store.sites.patch(site.id, { lastSeenAt: new Date().toISOString() });
  parts.bus.announce(['sites']);
  return ok({
    siteId: site.id,
    secret,
    name: site.name,
    study,
    plan: planRun(study),
    run: parts.desk.view(site.studyId),
  });
}

async function identify(parts: SiteParts, { credentials }: Hello) {
  const { enrolment } = parts.access;
  if (credentials.kind === 'invite') return enrolment.enrol(credentials.token, credentials.name);
  const site = await enrolment.authenticate(credentials.siteId, credentials.secret);
  return site.ok ? ok({ site: site.value, secret: credentials.secret }) : site;
}

const connectionOf = (socket: SiteSocket): SiteConnection => ({
  id: socket.id,
  sendTask: (task, frame) => void socket.emit('task', task, frame),
  sendRun: (view) => void socket.emit('run', view),
});
