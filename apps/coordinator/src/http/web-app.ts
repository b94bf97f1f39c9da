/** The built web app: its files, and its page for every address it draws itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** Serves the web app built at `root`; without one, a page that says how to build it. */
export function webApp(root: string): Router {
  const page = join(root, 'index.html');
  const router = Router();
  if (!existsSync(page)) {
    return router.get('/{*path}', (_request, response) => {
      response.status(503).type('html').send(UNBUILT);
    });
  }
  const sendPage =
    (status: number): RequestHandler =>
    (_request, response) => {
      response.status(status).setHeader('Cache-Control', 'no-cache');
      response.sendFile(page);
    };
  return (
    router
      // Names under /assets carry a hash of their content, so a copy never grows stale.
      .use('/assets', express.static(join(root, 'assets'), { immutable: true, maxAge: '1y', index: false }))
      .use('/assets', (_request, response) => {
        // Not the page: a browser must not take HTML for a script.
        response.status(404).type('text').send('There is no such file. Reload the page.');
      })
      .use(
        express.static(root, {
          index: false,
          setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
        }),
      )
      .get(['/', '/site{/*path}', '/admin{/*path}'], sendPage(200))
      .get('/{*path}', sendPage(404))
  );
}

const UNBUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>FedHealth</title>
<h1>The coordinator is running</h1>
<p>Its web pages have not been built yet. Run <code>npm run build</code> in the FedHealth folder, then start the coordinator again.</p>
</html>
`;
