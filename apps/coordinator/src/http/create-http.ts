/** Everything that answers over HTTP. */
import express, { type Express } from 'express';
import { apiRouter } from './api.ts';
import type { HttpDeps } from './deps.ts';
import { apiErrorHandler } from './errors.ts';
import { webApp } from './web-app.ts';

export function createHttp(deps: HttpDeps): Express {
  const { webRoot, trustProxy } = deps.settings;
  return express()
    .disable('x-powered-by')
    .set('trust proxy', trustProxy)
    .use('/api', apiRouter(deps))
    .use(webApp(webRoot))
    .use(apiErrorHandler(deps.logger));
}
