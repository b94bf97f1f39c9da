/** Several files of different cadence become one table (as-of join). */
import { fail, ok, type Problem, type Result } from '../../lib/result.ts';
import { type Column, findColumn, type Table, type TableNote } from '../table.ts';
import { chooseBase, keyOf, settleColumns } from './choose-base.ts';
import { countDuplicates, type Matches, matchSource } from './match-source.ts';
import { clockOf, defaultTolerance, examplesOf, timesOf } from './source-clock.ts';
import { createSubjectNumbers, NOBODY } from './subjects.ts';
import { takeRows } from './take-rows.ts';
import { createTimeIndex, NONE } from './time-index.ts';
import { overlapOf, timelineOf, unionOf } from './timeline.ts';
import type { JoinOptions, JoinReport, JoinSource, SourceClock, SourceReport } from './types.ts';
import { durationInWords, figure, matchInWords, quoted, rowWord, spanInWords } from './words.ts';

export interface JoinedSources {
  readonly table: Table;
  readonly report: JoinReport;
}

interface TimedSource extends JoinSource {
  readonly times: Float64Array;
  readonly subject: Column | undefined;
  readonly subjects: Int32Array | null;
  readonly clock: SourceClock;
}

/**
 * Keeps every row of the base, in its order, and gives it each other source's reading: the latest at or
 * before the row's time (`backward`, as pandas' `merge_asof`) or the closest (`nearest`), if within the
 * tolerance; per subject where both files have the subject column, else on time alone. Rows need no order.
 * Row numbers of the joined table are those of the base file.
 *
 * Problems: `NO_SOURCES`, `NO_SUCH_SOURCE`, `NO_SOURCE_HAS_LABEL`, `SOURCE_WITHOUT_TIME`,
 * `SOURCES_DO_NOT_OVERLAP`, `SOURCES_SHARE_NO_SUBJECT`.
 */
export function joinSources(sources: readonly JoinSource[], options: JoinOptions): Result<JoinedSources> {
  if (sources.length === 0) return fail(NO_SOURCES);
  const chosen = chooseBase(sources, options);
  if (!chosen.ok) return chosen;
  const timed = timeSources(sources, options);
  if (!timed.ok) return timed;
  const base = timed.value[chosen.value];
  const baseSpan = base?.clock.span;
  if (!base || !baseSpan) return fail(NO_SOURCES);
  const span = unionOf(
    baseSpan,
    timed.value.map(({ clock }) => clock.span),
  );
  const direction = options.direction ?? 'backward';
  const keys = new Set([options.time, options.subject].flatMap((name) => (name ? [keyOf(name)] : [])));
  // A base without subjects takes over the other file's, as any column.
  if (!base.subject && options.subject) keys.delete(keyOf(options.subject));
  const columns = settleColumns(sources, chosen.value, keys, options.columnSource);
  const isKey = (column: Column): boolean => keys.has(keyOf(column.name));

  const joined: Column[] = base.table.columns.filter(
    (column) => isKey(column) || !columns.isLeftOut(chosen.value, column),
  );
  const reports: SourceReport[] = [];
  const warnings: string[] = [];
  for (const [index, source] of timed.value.entries()) {
    if (source === base) {
      reports.push(describeBase(base, joined, timelineOf(span, base.times, null)));
      continue;
    }
    const asked = toleranceFor(options.toleranceSeconds, index);
    const toleranceSeconds = asked ?? defaultTolerance(source.clock.cadenceSeconds);
    const bySubject = source.subjects !== null && base.subjects !== null;
    const found = matchAgainst(base, source, bySubject, toleranceSeconds, direction === 'nearest');
    if (!found.ok) return found;
    const { matches, duplicates } = found.value;
    const own = source.table.columns.filter((column) => !isKey(column) && !columns.isLeftOut(index, column));
    joined.push(...own.map((column) => takeRows(column, matches.rows)));
    const unmatched = examplesOf(base.table, (row) => matches.rows[row] === NONE);
    reports.push({
      ...source.clock,
      name: source.name,
      role: 'joined',
      bySubject,
      duplicates,
      rowsUsed: matches.rowsUsed,
      matched: matches.matched,
      unmatched,
      ageSeconds: matches.age,
      toleranceSeconds,
      overlap: overlapOf(baseSpan, source.clock.span),
      timeline: timelineOf(span, base.times, matches.rows),
      columns: own.map(({ name }) => name),
      sentence: matchInWords({
        name: source.name,
        baseRows: base.table.rows,
        baseCadence: base.clock.cadenceSeconds,
        matched: matches.matched,
        unmatched,
        ageMedian: matches.age?.median ?? null,
        tolerance: toleranceSeconds,
        direction,
      }),
    });
    if (!bySubject && source.subjects !== null && severalIn(source.subjects)) {
      warnings.push(
        `${quoted(source.name)} has readings of several people, and ${quoted(base.name)} does not say whose row is whose: its readings were matched on time alone and may be another person’s. Add the column ${quoted(options.subject ?? '')} to ${quoted(base.name)}, or choose ${quoted(source.name)} as the file whose rows are kept.`,
      );
    }
  }
  return ok({
    table: tableOf(timed.value, base, joined),
    report: {
      base: chosen.value,
      rows: base.table.rows,
      direction,
      span,
      sources: reports,
      shared: columns.shared,
      warnings: [...warnings, ...timelessWarnings(timed.value)],
    },
  });
}

/** Reads each source's times and subjects; subjects are numbered over all of them. */
function timeSources(sources: readonly JoinSource[], options: JoinOptions): Result<TimedSource[]> {
  const numbers = createSubjectNumbers();
  const timed: TimedSource[] = [];
  for (const { table, name } of sources) {
    const column = findColumn(table, options.time);
    const times = timesOf(column);
    if (!times?.some((time) => !Number.isNaN(time))) {
      const what = column
        ? `no cell of its column ${quoted(column.name)} reads as a date and time`
        : `it has no column ${quoted(options.time)}`;
      return fail({
        code: 'SOURCE_WITHOUT_TIME',
        message: `${quoted(name)} cannot be joined: ${what}. Say in the column settings which of its columns is the time, or remove the file.`,
      });
    }
    const subject = options.subject === undefined ? undefined : findColumn(table, options.subject);
    const subjects = subject ? numbers.of(subject) : null;
    const clock = clockOf(table, times, createTimeIndex(times, subjects, numbers.count));
    timed.push({ table, name, times, subject, subjects, clock });
  }
  return ok(timed);
}

function matchAgainst(
  base: TimedSource,
  source: TimedSource,
  bySubject: boolean,
  toleranceSeconds: number,
  nearest: boolean,
): Result<{ matches: Matches; duplicates: number }> {
  const subjects = bySubject ? source.subjects : null;
  const baseSubjects = bySubject ? base.subjects : null;
  const highest = Math.max(maxOf(subjects), maxOf(baseSubjects));
  const index = createTimeIndex(source.times, subjects, highest + 1);
  const matches = matchSource({
    baseTimes: base.times,
    baseSubjects,
    times: source.times,
    index,
    toleranceSeconds,
    nearest,
  });
  if (matches.matched === 0) {
    const why = whyNothing(base, source, subjects, baseSubjects, toleranceSeconds);
    if (why) return fail(why);
  }
  return ok({ matches, duplicates: countDuplicates(source.times, index) });
}

/** The reason why no row at all found a reading; null when a larger tolerance may help. */
function whyNothing(
  base: TimedSource,
  source: TimedSource,
  subjects: Int32Array | null,
  baseSubjects: Int32Array | null,
  toleranceSeconds: number,
): Problem | null {
  const [ours, theirs] = [base.clock.span, source.clock.span];
  if (!ours || !theirs) return null;
  const slack = toleranceSeconds * 1000;
  if (theirs.from - slack > ours.to || theirs.to + slack < ours.from) {
    return {
      code: 'SOURCES_DO_NOT_OVERLAP',
      message: `${quoted(source.name)} and ${quoted(base.name)} do not overlap in time: one runs from ${spanInWords(theirs)}, the other from ${spanInWords(ours)}. Add the export of the same weeks, or check how the dates are read.`,
    };
  }
  if (!subjects || !baseSubjects) return null;
  const known = new Set(baseSubjects);
  known.delete(NOBODY);
  if (subjects.some((subject) => known.has(subject))) return null;
  return {
    code: 'SOURCES_SHARE_NO_SUBJECT',
    message: `${quoted(source.name)} and ${quoted(base.name)} have no ${quoted(base.subject?.name ?? 'subject')} in common, so no reading can be told to belong to a row. Check that both files call people by the same numbers.`,
  };
}

const toleranceFor = (given: JoinOptions['toleranceSeconds'], index: number): number | null => {
  const seconds = typeof given === 'number' ? given : (given?.[index] ?? null);
  return seconds !== null && seconds >= 0 && Number.isFinite(seconds) ? seconds : null;
};

const maxOf = (values: Int32Array | null): number =>
  values?.reduce((most, value) => Math.max(most, value), NOBODY) ?? NOBODY;

function severalIn(subjects: Int32Array): boolean {
  const first = subjects.find((subject) => subject !== NOBODY);
  return subjects.some((subject) => subject !== NOBODY && subject !== first);
}

function describeBase(
  base: TimedSource,
  columns: readonly Column[],
  timeline: (number | null)[],
): SourceReport {
  const { rows, cadenceSeconds } = base.clock;
  const every =
    cadenceSeconds === null ? '' : `, one every ${durationInWords(cadenceSeconds).replace(/^1 /, '')}`;
  return {
    ...base.clock,
    name: base.name,
    role: 'base',
    bySubject: base.subject !== undefined,
    duplicates: 0,
    rowsUsed: rows,
    matched: rows,
    unmatched: { count: 0, rows: [] },
    ageSeconds: null,
    toleranceSeconds: null,
    overlap: 1,
    timeline,
    columns: columns.map(({ name }) => name),
    sentence: `${base.name}: all its ${figure(rows)} rows are kept${every}; the other files’ readings are added to them.`,
  };
}

const timelessWarnings = (sources: readonly TimedSource[]): string[] =>
  sources.flatMap(({ name, clock: { timeless } }) =>
    timeless.count === 0
      ? []
      : [
          `${quoted(name)}: ${figure(timeless.count)} ${rowWord(null, timeless.count)} without a readable time, first at row ${timeless.rows[0] ?? 2}, could not be matched.`,
        ],
  );

function tableOf(sources: readonly TimedSource[], base: TimedSource, columns: readonly Column[]): Table {
  const foreign = sources.filter((source) => source !== base).flatMap(({ table }) => table.notes);
  return {
    ...base.table,
    fileName: sources.map(({ name }) => name).join(' + '),
    bytes: sources.reduce((sum, { table }) => sum + table.bytes, 0),
    columns,
    // Another file's row numbers would point at the wrong rows of this one.
    notes: [...base.table.notes, ...foreign.map((note): TableNote => ({ ...note, rows: [] }))],
  };
}

const NO_SOURCES: Problem = {
  code: 'NO_SOURCES',
  message: 'No file is open. Open the files that belong together first.',
};
