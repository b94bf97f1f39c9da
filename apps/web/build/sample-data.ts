/** Serves the repository's sample hospitals under /samples: in development from data/, in a build as assets. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const SAMPLES = ['node_A_data.csv', 'node_B_data.csv', 'node_C_data.csv'];

export function sampleData(folder: string): Plugin {
  return {
    name: 'fedhealth-sample-data',
    configureServer(server) {
      server.middlewares.use('/samples', (request, response, next) => {
        const name = SAMPLES.find((sample) => request.url?.split('?')[0] === `/${sample}`);
        if (!name || !existsSync(join(folder, name))) return next();
        response.setHeader('content-type', 'text/csv; charset=utf-8');
        createReadStream(join(folder, name)).pipe(response);
      });
    },
    generateBundle() {
      for (const name of SAMPLES) {
        const path = join(folder, name);
        if (!existsSync(path)) {
          this.warn(
            `${path} is not there: the page will offer a sample that it cannot fetch. Run "npm run data".`,
          );
          continue;
        }
        this.emitFile({ type: 'asset', fileName: `samples/${name}`, source: readFileSync(path) });
      }
    },
  };
}
