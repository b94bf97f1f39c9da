import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { readStudyFile } from '@fedhealth/coordinator';
import { readToLook } from '@fedhealth/coordinator/files';
import { prepareDataset } from '@fedhealth/fl-core/preprocessing';
import { type Finding, type Profile, profile, renderProfileHtml } from '@fedhealth/fl-core/quality';
import { healthRiskStudy, type Study } from '@fedhealth/fl-core/study';
import type { Command } from 'commander';
import { describeFindings, describeProfile } from './describe-profile.ts';
import { type ReadingOptions, readingOf, withReadingOptions } from './reading-options.ts';

interface ProfileOptions extends ReadingOptions {
  readonly study?: string;
  readonly html?: string;
  readonly json?: string;
  readonly asIs?: boolean;
}

/** `fedhealth profile`: what the hospital's page shows of a file, as words, JSON or one HTML page. */
export function registerProfile(program: Command): void {
  withReadingOptions(program.command('profile'))
    .description('profile a CSV file for a study; the figures stay on this machine')
    .argument('<file>', 'the CSV file')
    .option('--study <file>', 'a study as a JSON file (default: the health-risk study)')
    .option('--html <file>', 'write the report as one self-contained HTML page')
    .option('--json <file>', 'write the profile as JSON; "-" prints it on stdout')
    .option('--as-is', 'the file’s own columns and numbers: nothing renamed, converted or taken for missing')
    .action(run);
}

async function run(path: string, options: ProfileOptions): Promise<void> {
  const study = options.study === undefined ? healthRiskStudy : readStudy(options.study);
  const read = await readToLook(path, study, { ...readingOf(options), asIs: options.asIs });
  if (!read.ok) throw new Error(read.error.message);
  for (const remark of read.value.remarks) process.stderr.write(`${remark}\n`);
  const result = profile(read.value.table, study);
  const { findings } = prepareDataset(read.value.table, study).summary;
  await writeOut(result, findings, study, options);
  if (options.html === undefined && options.json === undefined) {
    process.stdout.write(`${describeProfile(result)}\n\n${describeFindings(findings)}\n`);
  }
}

async function writeOut(
  result: Profile,
  findings: readonly Finding[],
  study: Study,
  { html, json }: ProfileOptions,
): Promise<void> {
  if (html !== undefined) {
    await writeFile(html, renderProfileHtml(result, study, { generatedAt: new Date(), findings }));
    process.stderr.write(`The report is in ${html}.\n`);
  }
  const content = { ...result, findings };
  if (json === '-') process.stdout.write(`${JSON.stringify(content)}\n`);
  else if (json !== undefined) {
    await writeFile(json, `${JSON.stringify(content, null, 2)}\n`);
    process.stderr.write(`The profile is in ${json}.\n`);
  }
}

function readStudy(path: string): Study {
  if (!existsSync(path)) throw new Error(`The study ${path} could not be read. Is it there?`);
  const study = readStudyFile(path);
  if (!study.ok) throw new Error(study.error.message);
  return study.value;
}
