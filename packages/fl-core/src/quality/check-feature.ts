import type { Feature, Study } from '../study/schema.ts';
import type { Column, Table } from '../table/index.ts';
import { type CellCounts, countCells } from './count-cells.ts';
import { MAX_CATEGORIES, plausibleRange } from './feature-values.ts';
import type { Finding, Severity } from './types.ts';
import {
  countOf,
  fillerOf,
  finding,
  listed,
  pronoun,
  quoted,
  rangeOf,
  shareOf,
  type Tally,
} from './words.ts';

/** Beyond this share of the rows, missing values are worth a warning. */
const MUCH_MISSING = 0.2;

export interface FeatureCheck {
  /** Cells with a value that can be used. */
  readonly present: number;
  readonly findings: readonly Finding[];
}

/** Checks one feature's column over all rows of the table. */
export function checkFeature(table: Table, column: Column, feature: Feature, study: Study): FeatureCheck {
  const counts = countCells(table, column, feature);
  const { missing, outside, present } = counts;
  const { name } = column;
  const filler = fillerOf(feature, study.preprocessing.impute);
  const findings: Finding[] = [];
  const add = (severity: Severity, code: string, tally: Pick<Tally, 'count' | 'rows'>, message: string) =>
    findings.push(finding(severity, code, name, tally, message));

  if (missing.count === table.rows) {
    const message = `The column ${quoted(name)} is empty. The coordinator lets a hospital take part only with values in every column of the study; fill it, or ask the study’s administrator.`;
    add('warning', 'COLUMN_EMPTY', missing, message);
    return { present: 0, findings };
  }
  findings.push(...wrongKind(name, feature, counts, table.rows, filler));
  if (outside.count > 0) {
    const range = rangeOf(plausibleRange(feature.range), feature.unit);
    const unit = outside.count > table.rows / 2 ? ' Is the column in another unit?' : '';
    const what = `${countOf(outside.count, 'row has', 'rows have')} a ${quoted(name)} outside ${range}`;
    const then = `Such values count as missing and will be filled with ${filler}.`;
    add('warning', 'OUT_OF_RANGE', outside, `${what}${shareOf(outside.count, table.rows)}. ${then}${unit}`);
  }
  if (missing.count > 0) {
    const severity = missing.count > table.rows * MUCH_MISSING ? 'warning' : 'info';
    const what = `${countOf(missing.count, 'row has', 'rows have')} no ${quoted(name)}`;
    add(
      severity,
      'MISSING_VALUES',
      missing,
      `${what}${shareOf(missing.count, table.rows)}. ${pronoun(missing.count)} will be filled with ${filler}.`,
    );
  }
  if (present > 1 && !counts.varies) {
    const message = `Every value of ${quoted(name)} is the same. The file can take part, but has nothing to teach about this column.`;
    add('warning', 'CONSTANT_COLUMN', { count: present, rows: [] }, message);
  }
  return { present, findings };
}

/** Findings on values that are not of the feature's kind. */
function wrongKind(
  name: string,
  feature: Feature,
  counts: CellCounts,
  rows: number,
  filler: string,
): Finding[] {
  const { wrong, samples, present, outside, distinct } = counts;
  const findings: Finding[] = [];
  if (distinct > MAX_CATEGORIES) {
    const message = `The column ${quoted(name)} has ${countOf(distinct, 'different value')}, many for a category. The ${MAX_CATEGORIES} most frequent are used; is it the right column?`;
    findings.push(finding('warning', 'MANY_CATEGORIES', name, { count: distinct, rows: [] }, message));
  }
  if (wrong.count === 0) return findings;
  const such = `${countOf(wrong.count, 'row')}${shareOf(wrong.count, rows)}, such as ${listed(samples, 3)}`;
  const then = `${wrong.count === 1 ? 'It counts' : 'They count'} as missing and will be filled with ${filler}.`;
  const none = present + outside.count === 0;
  const comma = samples.some((text) => /^-?\d+,\d+$/.test(text))
    ? ' Write decimals with a point, as in 36.6.'
    : '';
  if (feature.kind === 'numeric') {
    const message = none
      ? `The column ${quoted(name)} should hold numbers, but has none: it has text such as ${listed(samples, 3)}.${comma} Correct the column or choose another file.`
      : `The column ${quoted(name)} has text where a number should be, in ${such}. ${then}${comma}`;
    findings.push(
      finding(none ? 'error' : 'warning', none ? 'NO_NUMBERS' : 'TEXT_IN_NUMBERS', name, wrong, message),
    );
  } else if (feature.kind === 'boolean') {
    const message = none
      ? `The column ${quoted(name)} should hold yes or no, true or false, 1 or 0, but has none of them: it has ${listed(samples, 3)}. Correct the column or choose another file.`
      : `The column ${quoted(name)} has something else than yes or no in ${such}. ${then}`;
    findings.push(
      finding(none ? 'error' : 'warning', none ? 'NO_BOOLEANS' : 'NOT_BOOLEAN', name, wrong, message),
    );
  } else {
    const message = `The column ${quoted(name)} has a value that the study does not list in ${such}. Such rows are used without a category here.`;
    findings.push(finding('warning', 'UNKNOWN_CATEGORY', name, wrong, message));
  }
  return findings;
}
