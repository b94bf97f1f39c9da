/** A person's changes, as decisions for the worker. */
import type { ColumnsView } from '../../../worker/api/columns-api.ts';

type Decisions = ColumnsView['decisions'];

/** Another column of the file for one of the study's; its unit is told anew. */
export const withColumn = (decisions: Decisions, study: string, file: string | null): Decisions => ({
  ...decisions,
  columns: decisions.columns.map((one) =>
    one.study === study
      ? { study, file }
      : one.file === file && file !== null
        ? { ...one, file: null, conversion: null }
        : one,
  ),
});

export const withConversion = (
  decisions: Decisions,
  study: string,
  conversion: string | null,
): Decisions => ({
  ...decisions,
  columns: decisions.columns.map((one) => (one.study === study ? { ...one, conversion } : one)),
});

/** Switches a text on or off as a missing marker. */
export function withMarker(decisions: Decisions, marker: string, missing: boolean): Decisions {
  const others = (texts: readonly string[]) =>
    texts.filter((text) => text.toLowerCase() !== marker.toLowerCase());
  return {
    ...decisions,
    missing: missing ? [...others(decisions.missing), marker] : others(decisions.missing),
    notMissing: missing ? others(decisions.notMissing) : [...others(decisions.notMissing), marker],
  };
}

/** Switches a number on or off as a missing marker of one column. */
export function withSentinel(
  decisions: Decisions,
  study: string,
  value: number,
  missing: boolean,
): Decisions {
  const others = decisions.kept.filter((one) => one.study !== study || one.value !== value);
  return { ...decisions, kept: missing ? others : [...others, { study, value }] };
}

/** What a person said of a text; null when nothing. */
export function isMarked({ missing, notMissing }: Decisions, marker: string): boolean | null {
  const has = (texts: readonly string[]) => texts.some((text) => text.toLowerCase() === marker.toLowerCase());
  return has(missing) ? true : has(notMissing) ? false : null;
}
