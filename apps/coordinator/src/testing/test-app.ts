import { join } from 'node:path';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '../app.ts';
import { type ConnectionLimits, LIMITS } from '../connections/limits.ts';
import type { CreateLive } from '../live.ts';
import type { Settings } from '../settings.ts';
import { createArchive } from './archive.ts';

export const ADMIN_TOKEN = 'a token for tests, long enough';

export interface TestApp extends App {
  readonly databasePath: string;
  /** A request as an administrator with a bearer token; `json` becomes the body of a POST. */
  ask(path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
}

/** Settings for a coordinator of its own: any free port, a file in a folder that goes with the test. */
export const testSettings = async (changes: Partial<Settings> = {}): Promise<Settings> => ({
  port: 0,
  host: '127.0.0.1',
  databasePath: changes.databasePath ?? join(await tempDir(), 'test.db'),
  databaseLimitMb: null,
  backupFolder: null,
  adminToken: ADMIN_TOKEN,
  publicUrl: null,
  validationPath: null,
  study: healthRiskStudy,
  webRoot: '/nowhere',
  trustProxy: 0,
  logLevel: 'silent',
  ...changes,
});

/** A real coordinator on a free port, without sockets unless told, closed when the test is over. */
export async function testApp(
  changes: Partial<Settings> = {},
  createLive: CreateLive = createArchive,
  limits: Partial<ConnectionLimits> = {},
): Promise<TestApp> {
  const settings = await testSettings(changes);
  const app = await createApp(settings, pino({ level: 'silent' }), createLive, { ...LIMITS, ...limits });
  onTestFinished(() => app.close());
  return {
    ...app,
    databasePath: settings.databasePath,
    ask: (path, { json, ...init } = {}) =>
      fetch(`${app.url}${path}`, {
        ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
        ...init,
        headers: {
          Authorization: `Bearer ${ADMIN_TOKEN}`,
          'Content-Type': 'application/json',
          ...init.headers,
        },
      }),
  };
}
