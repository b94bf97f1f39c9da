import { resolve } from 'node:path';
import { DEFAULT_SITE_RULES, siteRulesSchema } from '@fedhealth/fl-core/privacy';
import type { EngineName } from '@fedhealth/fl-core/training';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { evidenceIn } from '../headless/evidence-in.ts';
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
  readonly minRows: number;
  readonly runsPerDay: number;
  readonly trustModels?: boolean;
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
    .option(
      '--min-rows <n>',
      'the fewest training rows (patients, where the study has them) whose update may leave, from 10 on; from the update of fewer than 20, rows can more easily be worked out',
      ownRule('minTrainingPeople'),
      DEFAULT_SITE_RULES.minTrainingPeople,
    )
    .option(
      '--runs-per-day <n>',
      'how many runs a day may ask of the same rows',
      ownRule('runsPerDay'),
      DEFAULT_SITE_RULES.runsPerDay,
    )
    .option('--trust-models', 'train on from model versions that this hospital has not seen made')
    .option('--no-state', 'keep nothing on disk: restarted, it joins anew')
    .action(run);
}

function parseLink(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.searchParams.get('invite')) return link;
  throw new InvalidArgumentError('It looks like https://coordinator/site?invite=… .');
}

/** One of the hospital's own rules. */
const ownRule = (rule: 'minTrainingPeople' | 'runsPerDay') => (text: string) => {
  const parsed = siteRulesSchema.safeParse({ [rule]: Number(text) });
  if (parsed.success) return parsed.data[rule];
  throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => message).join(' '));
};

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
    rules: {
      minTrainingPeople: options.minRows,
      runsPerDay: options.runsPerDay,
      trustsUnseenModels: options.trustModels ?? false,
    },
    say,
  });
  if (!site.ok) throw new Error(site.error.message);
  say('joined, waiting for a run');
  const { session, rows, traffic, join, personalises } = site.value;
  for (const { sentence } of join?.sources ?? []) say(sentence);
  for (const warning of join?.warnings ?? []) say(warning);
  const held = session.snapshot().heldBack;
  if (held) {
    say(
      `this file differs from one that was told of in fewer than ten people: ${held.newRows} new rows wait and ${held.leftOut} further rows are left out, so that the few cannot be worked out`,
    );
  }
  const compares = options.compare ?? false;
  const tell = narrate(say);
  const keepEvidence = evidenceIn(stateFolder(options.state), options.name, say);
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
    keepEvidence(snapshot, session.evidence);
  });
  // The parent of a simulated site ends it by closing the pipe between them.
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void session.leave(true).finally(() => process.exit(0));
    });
  }
}
