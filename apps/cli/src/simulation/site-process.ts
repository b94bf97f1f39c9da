/** A hospital in a process of its own, as a simulation and the demo run it. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HeadlessReading } from '@fedhealth/coordinator/files';
import { readingArguments } from '../commands/reading-options.ts';
import { type SiteReport, siteReportSchema } from '../headless/site-report.ts';

/** The command as this very process runs it: built, or from sources (with tsx, as in development and tests). */
const FROM_SOURCES = import.meta.url.endsWith('.ts');
const FEDHEALTH = fileURLToPath(new URL(`../main.${FROM_SOURCES ? 'ts' : 'js'}`, import.meta.url));
const EXEC_ARGV = FROM_SOURCES ? ['--conditions=source', '--import', 'tsx'] : [];
const KEPT_LINES = 5;

export interface SiteProcess {
  readonly name: string;
  /** Resolves when the run is over and the site has compared; rejects if the process ends first. */
  readonly report: Promise<SiteReport>;
  stop(): Promise<void>;
}

export interface SiteProcessOptions {
  readonly link: string;
  readonly name: string;
  readonly csv: string;
  readonly reading?: HeadlessReading | undefined;
  readonly engine?: string | undefined;
  readonly compare: boolean;
}

export function startSiteProcess(options: SiteProcessOptions): SiteProcess {
  const { link, name, csv, reading, engine, compare } = options;
  const child = fork(
    FEDHEALTH,
    [
      'site',
      '--invite',
      link,
      '--name',
      name,
      '--csv',
      csv,
      '--agree',
      '--no-state',
      // These rows are samples: whoever tries the product may start as many runs as there are rounds in a day.
      ...['--runs-per-day', '1000'],
      ...readingArguments(reading),
      ...(engine ? ['--engine', engine] : []),
      ...(compare ? ['--compare'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: EXEC_ARGV },
  );
  const lines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.trim().split('\n'));
    lines.splice(0, lines.length - KEPT_LINES);
  });
  const report = new Promise<SiteReport>((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = siteReportSchema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`Site "${name}" ended${code ? ` with exit code ${code}` : ''}: ${lines.join(' ')}`)),
    );
  });
  report.catch(() => undefined);
  return { name, report, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
