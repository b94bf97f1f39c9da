/** What browsers may do with our pages, and who may ask how often. */
import type { RequestHandler } from 'express';
import { type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { AdminAccess } from '../access/admin-access.ts';
import { requestOrigin } from '../access/same-origin.ts';
import { ApiError } from './errors.ts';

/** `https`: the page is reached over HTTPS, so browsers may be told to insist on it. */
export function securityHeaders(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The training kernel is WebAssembly; nothing is compiled from strings of JavaScript.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        // 'self' covers web sockets of the same origin (CSP level 3).
        connectSrc: ["'self'"],
        // The component library writes styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Told over plain HTTP, this would be ignored at best.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    // An invite link carries its token: it must not travel on as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/**
 * Lets administrators through. A cookie also comes along with requests that
 * another site's page makes, so a change by cookie must come from our own page.
 */
export function requireAdmin(admin: AdminAccess, publicUrl: string | null): RequestHandler {
  return (request, _response, next) => {
    const how = admin.identify(request.headers);
    if (how === null) {
      throw new ApiError(401, { code: 'NOT_SIGNED_IN', message: 'Sign in as an administrator first.' });
    }
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (how === 'cookie' && !reads && requestOrigin(request.headers, publicUrl) !== 'same') throw foreign();
    next();
  };
}

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

/** Ten wrong tokens in a quarter of an hour from one address, by sign-in or by bearer; right ones do not count. */
export function limitGuesses(): RateLimitRequestHandler {
  return rateLimit({
    windowMs: 15 * 60 * 1000,
    limit: 10,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: (request) =>
      request.headers.authorization === undefined &&
      !(request.method === 'POST' && request.path === '/session'),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    handler(_request, response) {
      const message = 'Too many wrong tokens from this address. Wait a quarter of an hour and try again.';
      response.status(429).json({ error: { code: 'TOO_MANY_TRIES', message } });
    },
  });
}
