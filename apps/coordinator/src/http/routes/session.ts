import type { sessionViewSchema } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { AdminAccess } from '../../access/admin-access.ts';
import { ApiError, parseInput } from '../errors.ts';

type SessionView = z.infer<typeof sessionViewSchema>;

const signInSchema = z.object({ token: z.string().trim().min(1).max(500) });

/** /api/session: who is asking, signing in and out. */
export function sessionRouter(admin: AdminAccess): Router {
  return Router()
    .get('/', (request, response) => {
      response.json({ signedIn: admin.identify(request.headers) !== null } satisfies SessionView);
    })
    .post('/', (request, response) => {
      const cookie = admin.signIn(parseInput(signInSchema, request.body).token);
      if (cookie === null) {
        throw new ApiError(401, { code: 'WRONG_TOKEN', message: 'This is not the administrator’s token.' });
      }
      response.setHeader('Set-Cookie', cookie);
      response.json({ signedIn: true } satisfies SessionView);
    })
    .delete('/', (_request, response) => {
      response.setHeader('Set-Cookie', admin.signOut());
      response.status(204).end();
    });
}
