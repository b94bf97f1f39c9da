/** Whose rows are kept, and whose column counts where several sources have one. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { type Column, findColumn } from '../table.ts';
import type { JoinOptions, JoinSource, SharedColumn } from './types.ts';
import { listed, quoted } from './words.ts';

/**
 * The index of the base: as asked, else the source with the outcome, else the one with the most rows.
 * Problems: `NO_SUCH_SOURCE`, `NO_SOURCE_HAS_LABEL`.
 */
export function chooseBase(sources: readonly JoinSource[], options: JoinOptions): Result<number> {
  const { base = 'auto', label } = options;
  const withLabel = sources.flatMap(({ table }, index) =>
    label !== undefined && findColumn(table, label) ? [index] : [],
  );
  if (label !== undefined && withLabel.length === 0) {
    return fail({
      code: 'NO_SOURCE_HAS_LABEL',
      message: `None of the files has the outcome ${quoted(label)}. Add the file that holds it, or say in the column settings which column it is.`,
    });
  }
  if (base !== 'auto') {
    if (sources[base]) return ok(base);
    return fail({
      code: 'NO_SUCH_SOURCE',
      message: 'The file whose rows were to be kept is no longer open. Choose another.',
    });
  }
  const candidates = withLabel.length > 0 ? withLabel : [...sources.keys()];
  const rows = (index: number): number => sources[index]?.table.rows ?? 0;
  return ok(candidates.reduce((best, index) => (rows(index) > rows(best) ? index : best)));
}

export interface SharedColumns {
  readonly shared: readonly SharedColumn[];
  /** Is this column of this source left out, since another source's counts? */
  isLeftOut(source: number, column: Column): boolean;
}

/** Sorts out columns that several sources have; time and subject are not among them. */
export function settleColumns(
  sources: readonly JoinSource[],
  base: number,
  keys: ReadonlySet<string>,
  columnSource: JoinOptions['columnSource'],
): SharedColumns {
  const owners = new Map<string, number[]>();
  const order = [base, ...[...sources.keys()].filter((index) => index !== base)];
  for (const index of order) {
    for (const column of sources[index]?.table.columns ?? []) {
      const key = keyOf(column.name);
      if (keys.has(key)) continue;
      const known = owners.get(key);
      if (!known) owners.set(key, [index]);
      else if (!known.includes(index)) known.push(index);
    }
  }
  const wished = new Map(Object.entries(columnSource ?? {}).map(([name, index]) => [keyOf(name), index]));
  const nameOf = (index: number): string => sources[index]?.name ?? '';
  const shared: SharedColumn[] = [];
  const winner = new Map<string, number>();
  for (const [key, indices] of owners) {
    const wish = wished.get(key);
    const from = wish !== undefined && indices.includes(wish) ? wish : (indices[0] ?? base);
    winner.set(key, from);
    if (indices.length === 1) continue;
    const leftOut = indices.filter((index) => index !== from);
    const column = sources[from]?.table.columns.find(({ name }) => keyOf(name) === key)?.name ?? key;
    const sentence = `${quoted(column)} is in ${indices.length} files. It is taken from ${quoted(nameOf(from))}; the one in ${listed(leftOut.map(nameOf))} is left out.`;
    shared.push({ column, from, leftOut, sentence });
  }
  return { shared, isLeftOut: (source, column) => winner.get(keyOf(column.name)) !== source };
}

/** Names that `findColumn` would take for one another. */
export const keyOf = (name: string): string => name.trim().toLowerCase();
