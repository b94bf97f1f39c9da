/** The one open file: read, looked through, and read again when a person decides otherwise. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  headerShape,
  type MappingDecisions,
  mappingDecisionsSchema,
  mappingFrom,
  noDecisions,
  proposeMapping,
  type Table,
} from '@fedhealth/fl-core/table';
import { CANCELLED, type ReadingProgress, type SampleFile } from './api.ts';
import { type OpenedFile, openedFile, ownTimeZone, readsTheSame } from './opened-file.ts';
import { readSource } from './read-source.ts';
import { decisionsFor, withDecisions } from './remembered-columns.ts';

interface Reading {
  readonly signal: AbortSignal;
  onProgress(progress: ReadingProgress): void;
}

interface Opening extends Reading {
  readonly source: File | SampleFile;
  readonly study: Study;
  /** What an earlier visit kept. */
  readonly remembered: string | null;
}

export interface FileDesk {
  /** Reads a file. Problems: those of `readCsv`, `SAMPLE_UNREACHABLE`, `CANCELLED`. */
  open(opening: Opening): Promise<Result<OpenedFile>>;
  /** The open file with other decisions; with `confirm` they are taken for right. Problem besides: `NO_FILE`. */
  decide(decisions: MappingDecisions, confirm: boolean, reading: Reading): Promise<Result<OpenedFile>>;
  readonly opened: OpenedFile | null;
  clear(): void;
}

interface OnDesk extends Opening {
  readonly table: Table;
  readonly decisions: MappingDecisions;
}

const cancelled = { code: CANCELLED, message: 'Reading was cancelled.' };

export function createFileDesk(): FileDesk {
  let desk: OnDesk | null = null;
  let opened: OpenedFile | null = null;

  const read = (opening: Opening, decisions: MappingDecisions): Promise<Result<Table>> =>
    readSource({
      ...opening,
      decisions: { ...decisions, timeZone: decisions.timeZone ?? ownTimeZone() },
    });

  const place = (next: OnDesk, file: OpenedFile): Result<OpenedFile> => {
    if (next.signal.aborted) return fail(cancelled);
    desk = next;
    opened = file;
    return ok(file);
  };

  return {
    get opened() {
      return opened;
    },
    async open(opening) {
      const first = await read(opening, noDecisions);
      if (!first.ok) return first;
      let table = first.value;
      const known = decisionsFor(opening.remembered, headerShape(table, opening.study));
      const decisions = known ?? noDecisions;
      if (!readsTheSame(decisions, noDecisions)) {
        const again = await read(opening, decisions);
        if (!again.ok) return again;
        table = again.value;
      }
      opening.onProgress({ stage: 'checking', done: null, rows: table.rows });
      const confirmed = known && stillHolds(table, opening.study, known) ? 'remembered' : null;
      const file = openedFile({ table, study: opening.study, decisions, confirmed });
      return place({ ...opening, table, decisions }, file);
    },
    async decide(given, confirm, reading) {
      const parsed = mappingDecisionsSchema.safeParse(given);
      if (!desk || !parsed.success)
        return fail({ code: 'NO_FILE', message: 'No file is open. Open a file first.' });
      const before = desk;
      const decisions = parsed.data;
      const opening = { ...before, ...reading };
      const table = readsTheSame(before.decisions, decisions)
        ? ok(before.table)
        : await read(opening, decisions);
      if (!table.ok) return table;
      reading.onProgress({ stage: 'checking', done: null, rows: table.value.rows });
      const { study, remembered } = opening;
      const file = openedFile({ table: table.value, study, decisions, confirmed: confirm ? 'person' : null });
      if (!confirm || file.view.confirmed === null) {
        return place({ ...opening, table: table.value, decisions }, file);
      }
      const remember = withDecisions(remembered, headerShape(table.value, study), file.view.decisions);
      const settled = { ...file, view: { ...file.view, remember } };
      return place({ ...opening, remembered: remember, table: table.value, decisions }, settled);
    },
    clear() {
      desk = null;
      opened = null;
    },
  };
}

/** Does the file raise no question that the person did not answer then? */
function stillHolds(table: Table, study: Study, known: MappingDecisions): boolean {
  if (ambiguousDates(table, mappingFrom(table, study, known)) !== null) return false;
  return proposeMapping(table, study).columns.every(
    ({ study: name, file, conversion, asks }) =>
      asks !== 'unit' ||
      known.columns.some((one) => one.study === name && (one.file !== file || one.conversion === conversion)),
  );
}
