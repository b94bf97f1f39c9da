/** Everything that answers over HTTP. */
import express, { type Express } from 'express';
import { apiRouter } from './api.ts';
import type { HttpDeps } from './deps.ts';
import { apiErrorHandler } from './errors.ts';
import { securityHeaders } from './security.ts';
import { webApp } from './web-app.ts';

export function createHttp(deps: HttpDeps): Express {
  const { publicUrl, webRoot, trustProxy } = deps.settings;
  return express()
    .disable('x-powered-by')
    .set('trust proxy', trustProxy)
    .use(securityHeaders(publicUrl?.startsWith('https:') ?? false))
    .use('/api', apiRouter(deps))
    .use(webApp(webRoot))
    .use(apiErrorHandler(deps.logger));
}
