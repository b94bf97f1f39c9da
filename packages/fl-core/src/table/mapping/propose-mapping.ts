import { tidyName } from '../../lib/name.ts';
import type { Study } from '../../study/schema.ts';
import type { Column, Table } from '../table.ts';
import { areAliases } from './aliases.ts';
import { conversionBetween, conversionOf } from './conversions.ts';
import { findSentinels } from './find-sentinels.ts';
import { guessConversion } from './guess-unit.ts';
import { plainName, splitHeader, splitLastWord } from './header.ts';
import type { ColumnMatch, Mapping, Sentinel } from './mapping.ts';
import { type StudyName, studyNames } from './study-names.ts';
import { sameUnit } from './units.ts';

interface Candidate {
  readonly column: Column;
  /** The unit that the header names. */
  readonly unit: string | null;
}

type How = 'exact' | 'name' | 'alias' | 'unit';

/**
 * A column of the file for each of the study's: by its very name, else by the name but for case, spaces,
 * signs and a unit, else by another name for the same (`aliases` of the feature, and those in common use),
 * else by being the only column left in the feature's unit. No column of the file is used twice. The header's
 * unit, or else the values, tell whether they have to be converted. Never throws; what is doubtful gets a
 * question.
 */
export function proposeMapping(table: Table, study: Study): Mapping {
  const names = studyNames(study);
  const taken = new Set<Column>();
  const chosen = new Map<StudyName, { how: How; candidate: Candidate; rivals: readonly Column[] }>();
  const tiers: readonly How[] = ['exact', 'name', 'alias', 'unit'];
  for (const how of tiers) {
    for (const name of names) {
      if (chosen.has(name)) continue;
      const found = table.columns.flatMap((column) => {
        const candidate = taken.has(column) ? null : matches(name, column, how);
        return candidate ? [candidate] : [];
      });
      const [first, ...others] = found;
      // By unit alone a column is told only when no other has it, nor another feature of the study.
      if (!first || (how === 'unit' && (others.length > 0 || !unitIsOwn(name, study)))) continue;
      taken.add(first.column);
      chosen.set(name, { how, candidate: first, rivals: others.map(({ column }) => column) });
    }
  }
  const columns = names.map((name): ColumnMatch => {
    const match = chosen.get(name);
    return match ? matched(name, match) : unmatched(name);
  });
  return { columns, sentinels: sentinelsOf(table, study, columns) };
}

/** The mapping with another file column for one of the study's; null for none. */
export function chooseColumn(
  mapping: Mapping,
  table: Table,
  study: Study,
  choice: {
    readonly study: string;
    readonly file: string | null;
    readonly conversion?: string | null | undefined;
  },
): Mapping {
  const name = studyNames(study).find((known) => known.name === choice.study);
  if (!name) return mapping;
  const column = table.columns.find((known) => known.name === choice.file);
  const columns = mapping.columns.map((match): ColumnMatch => {
    if (match.study !== choice.study) {
      // A column of the file serves one column of the study.
      return column && match.file === column.name ? unmatched(nameOf(match)) : match;
    }
    if (!column) return { ...unmatched(name), how: 'chosen' };
    const { unit } = splitHeader(column.name);
    const read = matched(name, { how: 'exact', candidate: { column, unit }, rivals: [] });
    const own = { ...read, how: 'chosen' as const, asks: null, question: null };
    return choice.conversion === undefined
      ? own
      : { ...own, conversion: choice.conversion, because: choice.conversion === null ? null : 'chosen' };
  });
  return { columns, sentinels: sentinelsOf(table, study, columns, mapping.sentinels) };
}

const nameOf = ({ study, role }: ColumnMatch): StudyName => ({ name: study, role, feature: null });

function matches(name: StudyName, column: Column, how: How): Candidate | null {
  const { base, unit } = splitHeader(column.name);
  switch (how) {
    case 'exact':
      return column.name === tidyName(name.name) ? { column, unit: null } : null;
    case 'name':
      if (plainName(column.name) === plainName(name.name)) return { column, unit: null };
      return named(column, { base, unit }, (text) => plainName(text) === plainName(name.name));
    case 'alias': {
      const own = name.feature?.aliases?.map(plainName) ?? [];
      const means = (text: string): boolean => own.includes(plainName(text)) || areAliases(text, name.name);
      return means(column.name) ? { column, unit: null } : named(column, { base, unit }, means);
    }
    case 'unit': {
      const wanted = name.feature?.kind === 'numeric' ? name.feature.unit : undefined;
      return wanted !== undefined && unit !== null && sameUnit(unit, wanted) ? { column, unit } : null;
    }
  }
}

/** The column when its name without a unit is the one asked for. */
function named(
  column: Column,
  { base, unit }: { base: string; unit: string | null },
  is: (text: string) => boolean,
): Candidate | null {
  if (unit !== null && is(base)) return { column, unit };
  const split = splitLastWord(unit === null ? column.name : base);
  return split && is(split.base) ? { column, unit: unit ?? split.unit } : null;
}

const unitIsOwn = (name: StudyName, study: Study): boolean =>
  study.features.filter(
    ({ unit }) => unit !== undefined && name.feature?.unit !== undefined && sameUnit(unit, name.feature.unit),
  ).length === 1;

function matched(
  name: StudyName,
  { how, candidate, rivals }: { how: How; candidate: Candidate; rivals: readonly Column[] },
): ColumnMatch {
  const { column, unit } = candidate;
  const rival =
    rivals.length > 0
      ? `${rivals.map(({ name: other }) => `“${other}”`).join(', ')} could be meant as well.`
      : null;
  const alone = how === 'unit' ? `Only its unit tells that this may be “${name.name}”. Is it?` : null;
  const doubt = rival ?? alone;
  const base = {
    study: name.name,
    role: name.role,
    file: column.name,
    how,
    conversion: null,
    because: null,
    asks: doubt === null ? null : ('column' as const),
    question: doubt,
  };
  const wanted = name.feature?.unit;
  if (unit !== null && wanted !== undefined) {
    if (sameUnit(unit, wanted)) return base;
    const header = conversionBetween(unit, wanted);
    if (header) return { ...base, conversion: header.id, because: 'header' };
    if (name.feature?.kind === 'numeric') {
      const question = `The header says ${unit}, the study expects ${wanted}, and no conversion between them is known. Is it the right column?`;
      return { ...base, asks: 'column', question };
    }
  }
  const guessed = name.feature && unit === null ? guessConversion(column, name.feature) : null;
  if (!guessed) return base;
  const question = `The values look like ${guessed.from === 'fraction' ? 'fractions' : guessed.from} rather than ${guessed.to}. Are they?`;
  const changed = { ...base, conversion: guessed.id, because: 'values' as const };
  return doubt === null
    ? { ...changed, asks: 'unit', question }
    : { ...changed, question: `${doubt} ${question}` };
}

const unmatched = ({ name, role }: StudyName): ColumnMatch => ({
  study: name,
  role,
  file: null,
  how: 'none',
  conversion: null,
  because: null,
  asks: null,
  question: null,
});

/** Numbers that stand for nothing, in all numeric features that have a column; earlier switches are kept. */
function sentinelsOf(
  table: Table,
  study: Study,
  columns: readonly ColumnMatch[],
  before: readonly Sentinel[] = [],
): Sentinel[] {
  return columns.flatMap((match) => {
    const feature = study.features.find(({ name }) => name === match.study);
    const column = table.columns.find(({ name }) => name === match.file);
    if (!feature || !column || feature.kind !== 'numeric') return [];
    const conversion = match.conversion === null ? null : conversionOf(match.conversion);
    return findSentinels(column, feature, conversion).map((sentinel) => {
      const known = before.find(({ study: of, value }) => of === sentinel.study && value === sentinel.value);
      return { ...sentinel, missing: known?.missing ?? sentinel.missing };
    });
  });
}
