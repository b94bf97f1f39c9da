/**
 * Another study of the same rows is told of a column what an earlier one was, where the two answers would differ in fewer than
 * ten people: a range that is a little wider, or a value less in a list, makes a difference of those few (SPEC.md, Q15).
 */
import { ok } from '../../lib/result.ts';
import { MIN_CELL } from '../../privacy/index.ts';
import { listedCategories } from '../../quality/index.ts';
import type { SiteData } from '../data/site-data.ts';
import type { ToldAnswer } from './disclosure-memory.ts';
import { between } from './told-before.ts';

/** @param earlier what other studies of these rows were told, oldest first */
export function besideOtherStudies(data: SiteData, earlier: readonly ToldAnswer[]): SiteData {
  if (earlier.length === 0) return data;
  const own = data.moments();
  const enough = MIN_CELL * data.mostRecords();
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) < enough;
  const numeric = new Map<string, ToldAnswer>();
  const choices = new Map<string, ToldAnswer>();
  for (const { name, kind } of data.study.features) {
    const before = earlier.find(({ moments }) => {
      if (kind !== 'numeric') return Object.hasOwn(moments.categorical, name);
      const [mine, theirs] = [own.numeric[name], moments.numeric[name]];
      return mine !== undefined && theirs !== undefined && isNear(mine.count, theirs.count);
    });
    if (before) (kind === 'numeric' ? numeric : choices).set(name, before);
  }
  const { positives } = own;
  const outcome = earlier.find(
    ({ moments }) => positives !== null && moments.positives !== null && isNear(positives, moments.positives),
  );
  const moments = {
    ...own,
    positives: outcome ? outcome.moments.positives : positives,
    numeric: withOf(own.numeric, numeric, (answer, name) => answer.moments.numeric[name]),
    categorical: withOf(own.categorical, choices, (answer, name) => listedOf(data, answer, name)),
    other: withOf(own.other ?? {}, choices, (answer, name) => answer.moments.other?.[name]),
    withheld: Object.fromEntries(Object.entries(own.withheld ?? {}).filter(([name]) => !choices.has(name))),
  };
  const shape = {
    ...data.shape(),
    columns: data.shape().columns.map((column) => {
      const before = numeric.get(column.name)?.shape.columns.find(({ name }) => name === column.name);
      return before ? { ...column, mean: before.mean, sd: before.sd } : column;
    }),
  };
  return {
    ...data,
    moments: () => moments,
    shape: () => shape,
    histograms(edges) {
      const fresh = data.histograms(edges);
      if (!fresh.ok) return fresh;
      const cells = withOf(fresh.value.numeric, numeric, ({ histograms }, name) =>
        histograms ? between(histograms, edges).numeric[name] : fresh.value.numeric[name],
      );
      return ok({ numeric: cells });
    },
  };
}

/** The record with what `read` finds in the answers in place of its own. */
function withOf<T>(
  own: Readonly<Record<string, T>>,
  answers: ReadonlyMap<string, ToldAnswer>,
  read: (answer: ToldAnswer, name: string) => T | undefined,
): Record<string, T> {
  const kept = Object.entries(own).filter(([name]) => !answers.has(name));
  const before = [...answers].flatMap(([name, answer]): [string, T][] => {
    const found = read(answer, name);
    return found === undefined ? [] : [[name, found]];
  });
  return Object.fromEntries([...kept, ...before]);
}

/** What was told of a column's values, of those that this study knows. */
function listedOf({ study }: SiteData, { moments }: ToldAnswer, name: string) {
  const feature = study.features.find((one) => one.name === name);
  const listed = feature?.kind === 'boolean' ? ['0', '1'] : feature && listedCategories(feature);
  const counts = Object.entries(moments.categorical[name] ?? {});
  return Object.fromEntries(listed ? counts.filter(([value]) => listed.includes(value)) : counts);
}
