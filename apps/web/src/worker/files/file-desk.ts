/** The one open file: read, looked through, and read again when a person decides otherwise. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { Study } from '@fedhealth/fl-core/study';
import { headerShape, type MappingDecisions, mappingDecisionsSchema } from '@fedhealth/fl-core/table';
import { CANCELLED, type ReadingProgress, type SampleFile } from '../api/api.ts';
import { type OpenedFile, openedFile } from './opened-file.ts';
import { type ReadFile, readAgain, readRemembered } from './read-remembered.ts';
import { withDecisions } from './remembered-columns.ts';

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

type OnDesk = Opening & ReadFile;

const cancelled = { code: CANCELLED, message: 'Reading was cancelled.' };

export function createFileDesk(): FileDesk {
  let desk: OnDesk | null = null;
  let opened: OpenedFile | null = null;

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
      const read = await readRemembered(opening);
      if (!read.ok) return read;
      const { table, decisions, confirmed } = read.value;
      opening.onProgress({ stage: 'checking', done: null, rows: table.rows });
      const file = openedFile({ table, study: opening.study, decisions, confirmed });
      return place({ ...opening, table, decisions }, file);
    },
    async decide(given, confirm, reading) {
      const parsed = mappingDecisionsSchema.safeParse(given);
      if (!desk || !parsed.success)
        return fail({ code: 'NO_FILE', message: 'No file is open. Open a file first.' });
      const opening = { ...desk, ...reading };
      const read = await readAgain(desk, opening, parsed.data);
      if (!read.ok) return read;
      const { table, decisions } = read.value;
      reading.onProgress({ stage: 'checking', done: null, rows: table.rows });
      const { study, remembered } = opening;
      const file = openedFile({ table, study, decisions, confirmed: confirm ? 'person' : null });
      if (!confirm || file.view.confirmed === null) return place({ ...opening, table, decisions }, file);
      const remember = withDecisions(remembered, headerShape(table, study), file.view.decisions);
      const settled = { ...file, view: { ...file.view, remember } };
      return place({ ...opening, remembered: remember, table, decisions }, settled);
    },
    clear() {
      desk = null;
      opened = null;
    },
  };
}
