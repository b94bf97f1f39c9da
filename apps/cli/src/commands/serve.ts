import { readSettings, serve } from '@fedhealth/coordinator';
import type { Command } from 'commander';

/** Which setting each option stands for: an option wins over the environment. */
const SETTINGS = {
  port: 'PORT',
  host: 'FEDHEALTH_HOST',
  db: 'FEDHEALTH_DB',
  study: 'FEDHEALTH_STUDY',
  validation: 'FEDHEALTH_VALIDATION',
  publicUrl: 'FEDHEALTH_PUBLIC_URL',
} as const;

type ServeOptions = Partial<Record<keyof typeof SETTINGS, string>>;

/** `fedhealth serve`: the coordinator with its web pages. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('start the coordinator and its web pages')
    .option('--port <number>', 'the port to listen on (default 8080, 0 for any free one)')
    .option(
      '--host <address>',
      'the address to listen on (default 127.0.0.1; 0.0.0.0 opens it to the network)',
    )
    .option('--db <file>', 'the database file (default ./var/fedhealth.db)')
    .option('--study <file>', 'a study as a JSON file (default: the health-risk study)')
    .option('--validation <csv>', 'rows to try each new global model on, or "none"')
    .option('--public-url <url>', 'the address that invite links show')
    .action(async (options: ServeOptions) => {
      const given = toEnvironment(options);
      const settings = readSettings({ ...process.env, ...given }, optionsBehind(given));
      if (!settings.ok) throw new Error(settings.error.message);
      await serve(settings.value);
    });
}

/** What a person typed, by the setting that it stands for: what does not fit is told by that name. */
function optionsBehind(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SETTINGS)
      .filter(([, variable]) => variable in given)
      .map(([option, variable]) => [
        variable,
        `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      ]),
  );
}

function toEnvironment(options: ServeOptions): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [option, variable] of Object.entries(SETTINGS)) {
    const value = options[option as keyof ServeOptions];
    if (value !== undefined) environment[variable] = value;
  }
  return environment;
}
