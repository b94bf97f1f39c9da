import { type InvitationView, protocolError } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import { planRun } from '../../plan.ts';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';
import { wrong } from '../security.ts';

const paramsSchema = z.object({ token: z.string().min(1).max(200) });

/** GET /api/invites/:token: what a hospital sees before it joins. Public: the token is the key. */
export function invitationRouter({
  access,
  store,
  connections,
}: Pick<HttpDeps, 'access' | 'store' | 'connections'>): Router {
  const { invitations, guard } = access;
  return Router().get('/:token', async (request, response) => {
    const { token } = parseInput(paramsSchema, request.params);
    const seen = await guard.judge(connections.addressOf(request), token, async () => {
      const found = await invitations.open(token);
      return found.ok || (await invitations.exists(token)) ? found : null;
    });
    if (!seen.right) throw wrong(seen.retrySeconds, protocolError('INVITE_INVALID'), 404);
    const invite = seen.value;
    if (!invite.ok) throw refusal(invite.error);
    const { studyId } = invite.value;
    const study = await store.studies.get(studyId);
    if (study === undefined) {
      throw new ApiError(404, { code: 'STUDY_UNKNOWN', message: `There is no study "${studyId}".` });
    }
    const underWay = (await store.runs.unfinished()).find((run) => run.studyId === studyId);
    const sites = await store.sites.count(studyId);
    response.json({ study, plan: underWay?.plan ?? planRun(study), sites } satisfies InvitationView);
  });
}
