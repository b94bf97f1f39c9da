/** Who may ask, and from which page. */
import type { Problem } from '@fedhealth/fl-core/lib';
import type { RequestHandler } from 'express';
import type { AdminAccess } from '../access/admin-access.ts';
import { requestOrigin } from '../access/same-origin.ts';
import type { Connections } from '../connections/connections.ts';
import { ApiError } from './errors.ts';

export interface Asked {
  readonly publicUrl: string | null;
  readonly addressOf: Connections['addressOf'];
}

/**
 * Lets administrators through. A cookie also comes along with requests that
 * another site's page makes, so a change by cookie must come from our own page.
 */
export function requireAdmin(admin: AdminAccess, { publicUrl, addressOf }: Asked): RequestHandler {
  return async (request, _response, next) => {
    const who = await admin.identify(request.headers, addressOf(request));
    if (!who.right) throw wrong(who.retrySeconds, NOT_SIGNED_IN);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const foreignTo = who.value.how === 'cookie' && !reads;
    if (foreignTo && requestOrigin(request.headers, publicUrl) !== 'same') throw foreign();
    next();
  };
}

const NOT_SIGNED_IN: Problem = { code: 'NOT_SIGNED_IN', message: 'Sign in as an administrator first.' };

/** Refuses what another site's page sends; programs without a browser are let through. */
export function refuseForeign(publicUrl: string | null): RequestHandler {
  return (request, _response, next) => {
    if (requestOrigin(request.headers, publicUrl) === 'other') throw foreign();
    next();
  };
}

const foreign = (): ApiError =>
  new ApiError(403, {
    code: 'FOREIGN_ORIGIN',
    message: 'This request came from another site’s page and was refused.',
  });

/** The answer to a wrong secret; `retrySeconds`: after too many of them, when to come again. */
export function wrong(retrySeconds: number | null, problem: Problem, status = 401): ApiError {
  if (retrySeconds === null) return new ApiError(status, problem);
  const message = `Too many wrong tokens from this address. Wait ${retrySeconds} seconds and try again; a right one is let in at once.`;
  return new ApiError(429, { code: 'TOO_MANY_TRIES', message }, {}, { 'Retry-After': String(retrySeconds) });
}
