import type { InvitationView } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import { planRun } from '../../plan.ts';
import type { HttpDeps } from '../deps.ts';
import { ApiError, parseInput, refusal } from '../errors.ts';

const paramsSchema = z.object({ token: z.string().min(1).max(200) });

/** GET /api/invites/:token: what a hospital sees before it joins. Public: the token is the key. */
export function invitationRouter({ access, store }: Pick<HttpDeps, 'access' | 'store'>): Router {
  return Router().get('/:token', async (request, response) => {
    const invite = await access.invitations.open(parseInput(paramsSchema, request.params).token);
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
