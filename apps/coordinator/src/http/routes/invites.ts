import { type InviteView, inviteRequestSchema } from '@fedhealth/fl-core/protocol';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { InviteRecord } from '../../storage/records.ts';
import type { HttpDeps } from '../deps.ts';
import { parseInput, refusal } from '../errors.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(64) });

/** /api/invites for administrators: made, listed, revoked. */
export function invitesRouter({
  access,
  store,
  settings,
}: Pick<HttpDeps, 'access' | 'store' | 'settings'>): Router {
  /** Where hospitals reach us: as set, else the address this administrator used, which is one of ours. */
  const base = (request: Request) =>
    settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  const view = (invite: InviteRecord, sites: number): InviteView => ({
    id: invite.id,
    studyId: invite.studyId,
    label: invite.label,
    url: null,
    sites,
    admits: invite.admits,
    createdAt: invite.createdAt,
    expiresAt: invite.expiresAt,
    revokedAt: invite.revokedAt,
  });
  return Router()
    .get('/', async (_request, response) => {
      response.json((await store.invites.list()).map((invite) => view(invite, invite.sites)));
    })
    .post('/', async (request, response) => {
      const invite = await access.invitations.create(parseInput(inviteRequestSchema, request.body));
      if (!invite.ok) throw refusal(invite.error);
      const url = `${base(request)}/site?invite=${invite.value.token}`;
      response.status(201).json({ ...view(invite.value, 0), url } satisfies InviteView);
    })
    .delete('/:id', async (request, response) => {
      const revoked = await access.invitations.revoke(parseInput(paramsSchema, request.params).id);
      if (!revoked.ok) throw refusal(revoked.error);
      response.status(204).end();
    });
}
