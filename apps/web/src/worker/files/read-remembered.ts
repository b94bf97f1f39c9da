/** A file read with what was decided about it: now, or about an earlier file of its shape. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  headerShape,
  type MappingDecisions,
  mappingFrom,
  noDecisions,
  proposeMapping,
  type Table,
} from '@fedhealth/fl-core/table';
import type { ReadingProgress, SampleFile } from '../api/api.ts';
import { readSource } from './read-source.ts';
import { decisionsFor } from './remembered-columns.ts';

export interface Reading {
  readonly source: File | SampleFile;
  readonly signal: AbortSignal;
  onProgress(progress: ReadingProgress): void;
}

interface Remembering extends Reading {
  readonly study: Study;
  /** What an earlier visit kept. */
  readonly remembered: string | null;
}

/** The file's own columns, and what they were read with. */
export interface ReadFile {
  readonly table: Table;
  readonly decisions: MappingDecisions;
}

/** With the decisions kept for its shape; `confirmed` when the file raises no question besides. Problems: those of `readSource`. */
export async function readRemembered(
  opening: Remembering,
): Promise<Result<ReadFile & { readonly confirmed: 'remembered' | null }>> {
  const { study, remembered } = opening;
  const first = await readSource({ ...opening, decisions: noDecisions });
  if (!first.ok) return first;
  const known = decisionsFor(remembered, headerShape(first.value, study));
  if (!known) return ok({ table: first.value, decisions: noDecisions, confirmed: null });
  const read = await readAgain({ table: first.value, decisions: noDecisions }, opening, known);
  if (!read.ok) return read;
  return ok({ ...read.value, confirmed: stillHolds(read.value.table, study, known) ? 'remembered' : null });
}

/** With other decisions than before; the table is kept where they do not change what the reader does. */
export async function readAgain(
  before: ReadFile | null,
  reading: Reading,
  decisions: MappingDecisions,
): Promise<Result<ReadFile>> {
  if (before && readsTheSame(before.decisions, decisions)) return ok({ table: before.table, decisions });
  const table = await readSource({ ...reading, decisions });
  return table.ok ? ok({ table: table.value, decisions }) : table;
}

const readsTheSame = (a: MappingDecisions, b: MappingDecisions): boolean =>
  a.dateOrder === b.dateOrder &&
  a.timeZone === b.timeZone &&
  a.missing.join('\n') === b.missing.join('\n') &&
  a.notMissing.join('\n') === b.notMissing.join('\n');

/** Does the file raise no question that the person did not answer then? */
function stillHolds(table: Table, study: Study, known: MappingDecisions): boolean {
  if (ambiguousDates(table, mappingFrom(table, study, known)) !== null) return false;
  return proposeMapping(table, study).columns.every(
    ({ study: name, file, conversion, asks }) =>
      asks !== 'unit' ||
      known.columns.some((one) => one.study === name && (one.file !== file || one.conversion === conversion)),
  );
}
