import { resolve } from 'node:path';
import type { EngineName } from '@fedhealth/fl-core/training';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openHeadlessSite } from '../headless/headless-site.ts';
import { narrate } from '../headless/narrate.ts';
import { reportOf } from '../headless/site-report.ts';
import { defaultStateFolder } from '../headless/state-folder.ts';
import { hospitalName } from './name-option.ts';
import { type ReadingOptions, readingOf, withReadingOptions } from './reading-options.ts';

interface SiteOptions extends ReadingOptions {
  readonly invite: string;
  readonly csv: readonly string[];
  readonly name: string;
  readonly agree?: boolean;
  readonly engine?: EngineName;
  readonly compare?: boolean;
  /** A folder; the usual one when left out, false for none. */
  readonly state?: string | false;
}

/** `fedhealth site`: a hospital without a browser. */
export function registerSite(program: Command): void {
  withReadingOptions(program.command('site'))
    .description('take part in a study from the command line, as a hospital without a browser')
    .requiredOption('--invite <link>', 'the invite link of the study', parseLink)
    .requiredOption(
      '--csv <file>',
      'this hospital’s rows; given several times, the files are joined on time (gzip is unpacked)',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .requiredOption('--name <name>', 'this hospital’s name', hospitalName)
    .option('--agree', 'agree to the study’s plan: model weights and summaries leave, rows do not')
    .addOption(
      new Option('--engine <name>', 'pin a training engine').choices(['simd', 'tfjs-wasm', 'tfjs-cpu']),
    )
    .option('--compare', 'after each run, train a model on this hospital alone to compare')
    .option(
      '--state <folder>',
      'where to keep who this hospital is, to come back as itself after a restart (default: ~/.local/state/fedhealth)',
    )
    .option('--no-state', 'keep nothing on disk: restarted, it joins anew')
    .action(run);
}

function parseLink(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.searchParams.get('invite')) return link;
  throw new InvalidArgumentError('It looks like https://coordinator/site?invite=… .');
}

function stateFolder(state: string | false | undefined): string | null {
  if (state === false) return null;
  return state === undefined ? defaultStateFolder() : resolve(state);
}

async function run(options: SiteOptions): Promise<void> {
  if (!options.agree)
    throw new Error(
      'Add --agree to take part: each round sends the trained model weights and how the model did here; no row leaves this machine.',
    );
  const say = (text: string): void => void process.stderr.write(`${options.name}: ${text}\n`);
  const link = new URL(options.invite);
  const site = await openHeadlessSite({
    url: link.origin,
    invite: link.searchParams.get('invite') ?? '',
    name: options.name,
    csv: options.csv,
    reading: readingOf(options),
    engine: options.engine,
    compareWithLocal: options.compare ?? false,
    state: stateFolder(options.state),
    say,
  });
  if (!site.ok) throw new Error(site.error.message);
  say('joined, waiting for a run');
  const { session, rows, traffic, join, personalises } = site.value;
  for (const { sentence } of join?.sources ?? []) say(sentence);
  for (const warning of join?.warnings ?? []) say(warning);
  const compares = options.compare ?? false;
  const tell = narrate(say);
  let reported = false;
  session.subscribe((snapshot) => {
    const report =
      reported || !process.send
        ? null
        : reportOf(snapshot, { ...rows, compares, personalises, downPerRound: traffic.fitBytes() });
    if (report) {
      reported = true;
      process.send?.(report);
    }
    tell(snapshot);
  });
  // The parent of a simulated site ends it by closing the pipe between them.
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void session.leave(true).finally(() => process.exit(0));
    });
  }
}
