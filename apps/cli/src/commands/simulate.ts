import { createLogger, readSettings } from '@fedhealth/coordinator';
import type { EngineName } from '@fedhealth/fl-core/training';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SiteSource } from '../simulation/federation.ts';
import { type SimulationResult, simulate } from '../simulation/simulate.ts';
import { hospitalName } from './name-option.ts';
import { type ReadingOptions, readingOf, withReadingOptions } from './reading-options.ts';
import { SAMPLE_SITES } from './sample-sites.ts';

interface SimulateOptions extends ReadingOptions {
  readonly study?: string;
  readonly site: readonly SiteSource[];
  readonly validation?: string;
  readonly rounds?: number;
  readonly seed: number;
  readonly minSites?: number;
  readonly engine?: EngineName;
  readonly baselines: boolean;
  readonly json?: boolean;
}

/** `fedhealth simulate`: a real coordinator and real socket clients on this machine. */
export function registerSimulate(program: Command): void {
  withReadingOptions(program.command('simulate'))
    .description('train one model with several hospitals on this machine, through real sockets')
    .option('--study <file>', 'a study as a JSON file (default: the health-risk study)')
    .option('--site <name=csv>', 'a hospital and its file; repeat it (default: node A, B and C)', addSite, [])
    .option('--validation <csv>', 'rows to try each new global model on, or "none"')
    .option('--rounds <n>', 'rounds (default: the study’s)', wholeNumber(1))
    .option('--seed <n>', 'decides the first weights and the order of rows', wholeNumber(0), 1)
    .option('--min-sites <n>', 'fewest sites a round needs (default: all)', wholeNumber(1))
    .addOption(
      new Option('--engine <name>', 'pin a training engine').choices(['simd', 'tfjs-wasm', 'tfjs-cpu']),
    )
    .option('--no-baselines', 'do not train the local and the centralized baseline')
    .option('--json', 'print one JSON object on stdout')
    .action(run);
}

function addSite(value: string, sites: readonly SiteSource[]): SiteSource[] {
  const at = value.indexOf('=');
  if (at < 1 || at === value.length - 1) throw new InvalidArgumentError('It is written NAME=FILE.csv.');
  return [...sites, { name: hospitalName(value.slice(0, at)), csv: value.slice(at + 1) }];
}

/** Reads an option as a whole number, so that a slip is told before anything is started. */
const wholeNumber =
  (lowest: number) =>
  (value: string): number => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= lowest && number < 2 ** 31) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} up.`);
  };

async function run(options: SimulateOptions): Promise<void> {
  const sites = options.site.length > 0 ? options.site : SAMPLE_SITES;
  const { minSites } = options;
  if (minSites !== undefined && minSites > sites.length)
    throw new Error(
      `--min-sites asks for ${minSites} hospitals, and ${sites.length === 1 ? 'there is 1' : `there are ${sites.length}`}: no round could begin. Give a smaller number, or more hospitals with --site.`,
    );
  const settings = readSettings({
    LOG_LEVEL: 'warn',
    PORT: '0',
    FEDHEALTH_DB: ':memory:',
    FEDHEALTH_STUDY: options.study,
    FEDHEALTH_VALIDATION: options.validation,
  });
  if (!settings.ok) throw new Error(settings.error.message);
  const { study } = settings.value;
  const result = await simulate({
    settings: settings.value,
    study,
    sites,
    reading: readingOf(options),
    seed: options.seed,
    rounds: options.rounds ?? study.federation.rounds,
    minSites: minSites ?? null,
    engine: options.engine,
    baselines: options.baselines,
    logger: createLogger(settings.value.logLevel),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${describe(result)}\n`);
}

const figure = (value: number | null | undefined): string => (value == null ? '—' : value.toFixed(4));

function describe({ sites, combined, baselines, validation, seconds, engine }: SimulationResult): string {
  const lines = sites.map((site) => {
    const alone = baselines?.local.find((local) => local.name === site.name)?.metrics?.auc;
    const own = site.personal === undefined ? '' : `, its own version ${figure(site.personal?.auc)}`;
    return `${site.name}: AUC ${figure(site.metrics.auc)}${own}${baselines ? `, trained alone ${figure(alone)}` : ''}`;
  });
  return [
    ...lines,
    `All sites: AUC ${figure(combined.auc)}${baselines ? `, centralized ${figure(baselines.centralized.auc)}` : ''}`,
    ...(validation ? [`Validation rows: AUC ${figure(validation.auc)}`] : []),
    `${seconds.total.toFixed(1)} s with ${engine}`,
  ].join('\n');
}
