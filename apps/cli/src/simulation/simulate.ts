/** `fedhealth simulate`: a whole federation on one machine, through real sockets, measured. */

import type { Settings } from '@fedhealth/coordinator';
import type { HeadlessReading } from '@fedhealth/coordinator/files';
import { openData } from '@fedhealth/coordinator/files';
import { unwrap } from '@fedhealth/fl-core/lib';
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { decodeArtifact } from '@fedhealth/fl-core/model';
import { DEFAULT_SITE_RULES } from '@fedhealth/fl-core/privacy';
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import type { EngineName } from '@fedhealth/fl-core/training';
import type { Logger } from 'pino';
import { openHeadlessTrainer } from '../headless/open-trainer.ts';
import { personalises } from '../headless/personalises.ts';
import type { SiteReport } from '../headless/site-report.ts';
import { evaluatePooled, trainCentralized } from './centralized.ts';
import { openFederation, type SiteSource } from './federation.ts';
import { followRun } from './follow-run.ts';
import { summariseRounds } from './summarise-rounds.ts';

export interface SimulationOptions {
  readonly settings: Settings;
  readonly study: Study;
  readonly sites: readonly SiteSource[];
  /** What the files do not tell themselves; the same for all of them. */
  readonly reading?: HeadlessReading | undefined;
  readonly seed: number;
  readonly rounds: number;
  /** Every site that has rows enough to train; null for that. */
  readonly minSites: number | null;
  readonly engine?: EngineName | undefined;
  readonly baselines: boolean;
  readonly logger: Logger;
  say(line: string): void;
}

/** The object that `--json` prints (design, section 5). */
export interface SimulationResult {
  readonly study: { readonly id: string; readonly version: number };
  readonly seed: number;
  readonly engine: string;
  readonly rounds: ReturnType<typeof summariseRounds>;
  readonly sites: readonly {
    name: string;
    rows: number;
    trainRows: number;
    testRows: number;
    metrics: ClassificationMetrics;
    /** Of the hospital's own version of the model; only where the study makes one. */
    personal?: ClassificationMetrics | null;
  }[];
  readonly combined: ClassificationMetrics;
  readonly validation: ClassificationMetrics | null;
  readonly baselines: {
    readonly local: readonly { name: string; metrics: ClassificationMetrics | null }[];
    readonly centralized: ClassificationMetrics;
  } | null;
  readonly seconds: {
    readonly total: number;
    readonly fit: number;
    readonly aggregate: number;
    readonly evaluate: number;
  };
  readonly bytes: { readonly upPerSitePerRound: number; readonly downPerSitePerRound: number };
}

/** Runs the simulation. Throws with a plain sentence when a file cannot be used or the run fails. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { study, seed, rounds, say } = options;
  const started = performance.now();
  const files = await Promise.all(
    options.sites.map(async ({ name, csv }) => ({
      name,
      data: createSiteData(unwrap(await openData(csv, study, options.reading))),
    })),
  );
  const minSites = options.minSites ?? trainingSites(files, say);
  const federation = await openFederation({ ...options, compare: options.baselines });
  try {
    say(`${options.sites.length} sites joined ${federation.url}`);
    const { id } = await federation.client.startRun({ studyId: study.id, rounds, minSites, seed });
    const followed = followRun(
      () => federation.client.run(id),
      ({ round, auc }, of) => say(`round ${round} of ${of}${auc === null ? '' : `, AUC ${auc.toFixed(4)}`}`),
    );
    const run = await Promise.race([followed, federation.broken]);
    if (run.status !== 'completed' || run.modelVersion === null)
      throw new Error(`The run ${run.status}. ${run.message ?? ''}`);
    const model = unwrap(decodeArtifact(await federation.client.artifact(run.modelVersion)));
    const prepared = files.map(({ data }) => unwrap(data.prepared(model.pipeline)));
    if (options.baselines) say('training the baselines: each site alone, and all rows in one place');
    const trainer = options.baselines ? unwrap(await openHeadlessTrainer(options.engine)) : null;
    const [centralized, reports] = await Promise.all([
      trainer && trainCentralized(trainer, study, model, prepared, { rounds, seed }),
      Promise.all(federation.sites.map((site) => site.report)),
    ]);
    trainer?.dispose();
    files.forEach(({ name }, index) => {
      const { notice } = reportAt(reports, index);
      if (notice !== null) say(`${name}: ${notice}`);
    });
    return {
      study: { id: study.id, version: study.version },
      seed,
      engine: [...new Set(reports.map((report) => report.engine))].join(', '),
      rounds: summariseRounds(run),
      sites: files.map(({ name, data }, index) => ({
        name,
        rows: data.summary.rows,
        trainRows: data.trainRows,
        testRows: data.testRows,
        ...figuresOf(reportAt(reports, index), study),
      })),
      combined: await evaluatePooled(model, prepared),
      validation:
        run.roundList.find(({ status, round }) => status === 'completed' && round === model.lineage.round)
          ?.validation ?? null,
      baselines: centralized && {
        local: files.map(({ name }, index) => ({ name, metrics: reportAt(reports, index).local })),
        centralized,
      },
      seconds: { total: (performance.now() - started) / 1000, ...timing(run) },
      bytes: {
        upPerSitePerRound: Math.max(...reports.map((report) => report.upPerRound)),
        downPerSitePerRound: Math.max(...reports.map((report) => report.downPerRound)),
      },
    };
  } finally {
    await federation.close();
  }
}

/** How many of the sites have rows enough for an update to leave. Throws when none has. */
function trainingSites(
  files: readonly { readonly name: string; readonly data: SiteData }[],
  say: SimulationOptions['say'],
): number {
  const { minTrainingPeople: least } = DEFAULT_SITE_RULES;
  const small = files.filter(({ data }) => data.trainPeople(least) < least);
  for (const { name } of small)
    say(`${name} has fewer than ${least} training rows: it measures, and sends no update`);
  if (small.length < files.length) return files.length - small.length;
  throw new Error(`No site has the ${least} training rows that an update needs. Give files with more rows.`);
}

function reportAt(reports: readonly SiteReport[], index: number): SiteReport {
  const report = reports[index];
  if (report === undefined) throw new Error('A site did not report.');
  return report;
}

function figuresOf({ global, personal }: SiteReport, study: Study) {
  return { metrics: global, ...(personalises(study) && { personal }) };
}

function timing(run: RunDetailView): { fit: number; aggregate: number; evaluate: number } {
  const sum = (part: 'fit' | 'aggregate' | 'evaluate'): number =>
    run.roundList.reduce((total, round) => total + (round.timing[part] ?? 0), 0);
  return { fit: sum('fit'), aggregate: sum('aggregate'), evaluate: sum('evaluate') };
}
