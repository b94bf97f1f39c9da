/** fl-core's training, bundled for a page of a test's own: it trains in a worker of a real browser. */
import { fileURLToPath } from 'node:url';
import type { FitOptions } from '@fedhealth/fl-core/training';
import type { Page } from '@playwright/test';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ORIGIN = 'http://127.0.0.1:9';
/** What the worker answers to: one fit, with what it is told to do to it. */
const ENTRY = fileURLToPath(new URL('./training.worker.ts', import.meta.url));

export interface BrowserFit {
  readonly engine: string;
  readonly features: readonly number[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly options: FitOptions;
  /** Loses the graphics card of WebGL at the first report of progress. */
  readonly loseCard?: boolean;
}

export interface BrowserFitted {
  readonly engine: string;
  readonly weights: readonly number[];
  readonly notices: readonly string[];
  readonly tensors: number;
}

/** Opens an empty page that nothing but the bundle is served to, and gives a way to train in its worker. */
export async function openTrainingPage(page: Page): Promise<(fit: BrowserFit) => Promise<BrowserFitted>> {
  const bundle = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    build: {
      write: false,
      // The helper that preloads chunks needs a document, and a worker has none.
      modulePreload: false,
      target: 'es2023',
      assetsInlineLimit: 0,
      rollupOptions: {
        input: ENTRY,
        output: { format: 'es', entryFileNames: 'training.js' },
      },
    },
  });
  const [output] = Array.isArray(bundle) ? bundle : [bundle];
  if (!output || !('output' in output)) throw new Error('The bundle has no output.');
  const files = new Map(
    output.output.map((file) => [
      `/${file.fileName}`,
      file.type === 'chunk' ? file.code : Buffer.from(file.source),
    ]),
  );
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const body = pathname === '/' ? '<!doctype html><title>Training</title>' : files.get(pathname);
    const kind = pathname.endsWith('.js')
      ? 'text/javascript'
      : pathname.endsWith('.wasm')
        ? 'application/wasm'
        : 'text/html';
    await route.fulfill(body === undefined ? { status: 404 } : { body, contentType: kind });
  });
  await page.goto(`${ORIGIN}/`);
  return (fit) =>
    page.evaluate(
      (asked) =>
        new Promise<BrowserFitted>((resolve, reject) => {
          const worker = new Worker('/training.js', { type: 'module' });
          worker.onerror = (event) => reject(new Error(event.message));
          worker.onmessage = ({ data }) => {
            worker.terminate();
            if ('problem' in data) reject(new Error(data.problem));
            else resolve(data);
          };
          worker.postMessage(asked);
        }),
      fit,
    );
}
