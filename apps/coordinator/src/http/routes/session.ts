import type { sessionViewSchema } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { AdminAccess } from '../../access/admin-access.ts';
import type { Connections } from '../../connections/connections.ts';
import { parseInput } from '../errors.ts';
import { wrong } from '../security.ts';

type SessionView = z.infer<typeof sessionViewSchema>;

const WRONG_TOKEN = { code: 'WRONG_TOKEN', message: 'This is not the administrator’s token.' };

const signInSchema = z.object({ token: z.string().trim().min(1).max(500) });

/** /api/session: who is asking, signing in and out. */
export function sessionRouter(admin: AdminAccess, addressOf: Connections['addressOf']): Router {
  return Router()
    .get('/', async (request, response) => {
      const who = await admin.identify(request.headers, addressOf(request));
      response.json({ signedIn: who.right } satisfies SessionView);
    })
    .post('/', async (request, response) => {
      const { token } = parseInput(signInSchema, request.body);
      const signedIn = await admin.signIn(token, addressOf(request));
      if (!signedIn.right) throw wrong(signedIn.retrySeconds, WRONG_TOKEN);
      response.setHeader('Set-Cookie', signedIn.value);
      response.json({ signedIn: true } satisfies SessionView);
    })
    .delete('/', async (request, response) => {
      response.setHeader('Set-Cookie', await admin.signOut(request.headers));
      response.status(204).end();
    });
}
