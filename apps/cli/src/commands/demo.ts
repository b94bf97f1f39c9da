import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, readSettings } from '@fedhealth/coordinator';
import type { Command } from 'commander';
import { openFederation } from '../simulation/federation.ts';
import { followRun } from '../simulation/follow-run.ts';
import { SAMPLE_SITES } from './sample-sites.ts';

const ROUNDS = 20;

/** `fedhealth demo`: three hospitals, one run, and a dashboard that stays up to look at. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('start a coordinator with the three sample hospitals and train for 20 rounds')
    .option('--port <number>', 'the port to listen on (default 8080, or any free one when that is taken)')
    .option('--exit', 'end when the run is over')
    .action(run);
}

async function run(options: { readonly port?: string; readonly exit?: boolean }): Promise<void> {
  const federation = await open(
    options.port ?? process.env.PORT,
    options.port === undefined ? {} : { PORT: '--port' },
  );
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const stopping = stopOnSignal(federation.close);
  say('');
  say('FedHealth demo: three hospitals train one model; their rows stay with them.');
  say(`  Dashboard          ${federation.url}/admin#token=${federation.adminToken}`);
  say(`  Join as a fourth   ${federation.inviteLink}`);
  say('');
  const { id } = await federation.client.startRun({
    studyId: 'health-risk',
    rounds: ROUNDS,
    minSites: SAMPLE_SITES.length,
  });
  const over = await followRun(
    () => federation.client.run(id),
    ({ round, auc }, of) =>
      say(`  Round ${round} of ${of}   AUC on the validation rows ${auc?.toFixed(4) ?? '—'}`),
  );
  say(
    over.status === 'completed'
      ? `  Done: model version ${over.modelVersion}.`
      : `  The run ${over.status}. ${over.message ?? ''}`,
  );
  if (options.exit) return stopping.stop();
  say('');
  say(`The coordinator stays up. Look at ${federation.url}/admin, or press Ctrl+C to stop.`);
}

/** `options`: which option gave which setting. */
async function open(port: string | undefined, options: Record<string, string>) {
  try {
    return await openOn(port ?? '8080', options);
  } catch (error) {
    if (port !== undefined) throw error;
    return openOn('0', options);
  }
}

/** A database in a folder of its own, so that a demo finds nothing old. */
async function openOn(port: string, options: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'fedhealth-demo-'));
  const settings = readSettings(
    {
      LOG_LEVEL: 'warn',
      PORT: port,
      FEDHEALTH_DB: join(folder, 'demo.db'),
      FEDHEALTH_BACKUPS: 'none',
    },
    options,
  );
  if (!settings.ok) throw new Error(settings.error.message);
  return openFederation({
    settings: settings.value,
    study: settings.value.study,
    sites: SAMPLE_SITES,
    compare: false,
    logger: createLogger(settings.value.logLevel),
  });
}

function stopOnSignal(close: () => Promise<void>): { stop(): Promise<void> } {
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= close().finally(() => process.exit());
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  return { stop };
}
