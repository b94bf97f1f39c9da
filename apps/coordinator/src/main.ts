/** Starts a coordinator for people, and stops it when it is told to. */
import { relative } from 'node:path';
import type { AdminToken } from './access/admin-token.ts';
import { createApp } from './app.ts';
import { createLogger } from './logger.ts';
import type { Settings } from './settings.ts';

/** Runs until SIGINT or SIGTERM. Throws with a plain sentence when it cannot start. */
export async function serve(settings: Settings): Promise<void> {
  const logger = createLogger(settings.logLevel);
  const app = await createApp(settings, logger);
  process.stdout.write(greeting(app.adminToken, settings.publicUrl ?? app.url, process.stdout.isTTY));
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  logger.info(`${signal}: stopping. The rounds of a run under way are kept.`);
  // A second signal is a person who will not wait.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  await app.close();
  process.exit(0);
}

/**
 * What a person reads at the start: where to go and how to sign in. The token
 * itself is shown when it is new and to a terminal (`reveal`), not to a log each time.
 */
export function greeting({ value, path, made }: AdminToken, url: string, reveal: boolean): string {
  const kept = path === null ? null : relative('.', path);
  const lines = ['', `FedHealth is running at ${url}`];
  if (made || (reveal && kept !== null)) {
    lines.push(`Administrators sign in at ${url}/admin with`, `  ${value}`);
    if (kept !== null) lines.push(`  (kept in ${kept})`);
  } else {
    lines.push(`Administrators sign in at ${url}/admin with the token in ${kept ?? 'FEDHEALTH_ADMIN_TOKEN'}`);
  }
  return `${lines.join('\n')}\n\n`;
}
