/** Several files of one hospital, joined and prepared as if they were one. */
import type { Problem } from '../lib/result.ts';
import { type Finding, finding } from '../quality/index.ts';
import type { Study } from '../study/schema.ts';
import {
  findColumn,
  type JoinOptions,
  type JoinReport,
  type JoinSource,
  joinSources,
} from '../table/index.ts';
import { type PreparedDataset, prepareDataset, withFindings } from './prepare-dataset.ts';

/** What a person may choose about a join; the columns are the study's. */
export type JoinSettings = Pick<JoinOptions, 'base' | 'direction' | 'toleranceSeconds' | 'columnSource'>;

export interface PreparedSources {
  readonly file: PreparedDataset;
  /** Null for a single file, and when the files could not be joined. */
  readonly report: JoinReport | null;
  /** Why the files could not be joined. `file` then holds one of them, with this as an error finding. */
  readonly problem: Problem | null;
}

/**
 * Joins files whose columns carry the study's names and units, and prepares the result; what the join has to
 * tell is among the findings. A single file is prepared as `prepareDataset` does. At least one source.
 */
export function prepareSources(
  sources: readonly [JoinSource, ...JoinSource[]],
  study: Study,
  settings: JoinSettings = {},
): PreparedSources {
  const [first] = sources;
  if (sources.length === 1) return { file: prepareDataset(first.table, study), report: null, problem: null };
  if (study.timestamp === undefined) return unjoined(sources, study, NO_TIME);
  const joined = joinSources(sources, {
    ...settings,
    time: study.timestamp,
    subject: study.subject,
    label: study.label.column,
  });
  if (!joined.ok) return unjoined(sources, study, joined.error);
  const { table, report } = joined.value;
  return {
    file: withFindings(prepareDataset(table, study), findingsOf(report)),
    report,
    problem: null,
  };
}

function unjoined(
  sources: readonly [JoinSource, ...JoinSource[]],
  study: Study,
  problem: Problem,
): PreparedSources {
  const main = sources.find(({ table }) => findColumn(table, study.label.column)) ?? sources[0];
  const told = finding('error', problem.code, null, { count: 1, rows: [] }, problem.message);
  return { file: withFindings(prepareDataset(main.table, study), [told]), report: null, problem };
}

/** A finding stands under the name of its file, so the sentence need not begin with it. */
function findingsOf(report: JoinReport): Finding[] {
  const findings: Finding[] = [];
  for (const { name, role, unmatched, duplicates, sentence } of report.sources) {
    if (role === 'base') continue;
    if (unmatched.count > 0) {
      const message = `${sentence.slice(name.length + 2)} What they lack counts as missing.`;
      findings.push(finding('warning', 'SOURCE_UNMATCHED', name, unmatched, message));
    }
    if (duplicates > 0) {
      const message = `${duplicates.toLocaleString('en-GB')} of its readings ${duplicates === 1 ? 'has' : 'have'} the time of another further down the file; the last one counts.`;
      findings.push(finding('info', 'SOURCE_DUPLICATES', name, { count: duplicates, rows: [] }, message));
    }
  }
  for (const { column, leftOut, sentence } of report.shared) {
    findings.push(
      finding('info', 'SOURCE_COLUMN_SHARED', column, { count: leftOut.length, rows: [] }, sentence),
    );
  }
  report.warnings.forEach((message, index) => {
    const about = report.sources.find(({ name }) => message.includes(name))?.name ?? null;
    findings.push(finding('warning', `SOURCE_WARNING_${index + 1}`, about, { count: 1, rows: [] }, message));
  });
  return findings;
}

const NO_TIME: Problem = {
  code: 'STUDY_WITHOUT_TIME',
  message:
    'This study names no time column, so several files cannot be joined for it. Put the columns into one file and open that.',
};
