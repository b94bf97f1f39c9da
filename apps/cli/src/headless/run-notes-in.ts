/** What a headless site remembers of a run, in its state folder: see `RunNotes`. Arrays travel as base64. */
import type { RunNotes, RunNotesStore } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createKeptFile } from './kept-file.ts';
import { pathIn, type SiteIdentity } from './state-folder.ts';

type Numbers = Float32Array | Float64Array;

const updateSchema = z.object({
  run: z.string(),
  round: z.number().int(),
  before: z.base64().nullable(),
  after: z.base64().nullable(),
});
const notesSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  /** float64, little-endian. */
  variate: updateSchema.nullable(),
  /** float32, little-endian. */
  residual: updateSchema.nullable(),
});
type StoredUpdate = z.infer<typeof updateSchema>;

const pack = (numbers: Numbers | null): string | null =>
  numbers && Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

/** Copied, so that it begins where a typed array may begin. */
function unpack(text: string | null): ArrayBuffer | null {
  return text === null ? null : new Uint8Array(Buffer.from(text, 'base64')).buffer;
}

const stored = (
  kept: { run: string; round: number; before: Numbers | null; after: Numbers | null } | null,
): StoredUpdate | null => kept && { ...kept, before: pack(kept.before), after: pack(kept.after) };

function restored<T>(kept: StoredUpdate | null, numbers: (bytes: ArrayBuffer) => T) {
  const each = (text: string | null): T | null => {
    const bytes = unpack(text);
    return bytes && numbers(bytes);
  };
  return kept && { ...kept, before: each(kept.before), after: each(kept.after) };
}

export function runNotesIn(
  folder: string,
  identity: SiteIdentity,
  say: (sentence: string) => void,
): RunNotesStore {
  const file = createKeptFile({
    path: pathIn(folder, identity, 'run'),
    schema: notesSchema,
    holds: 'What this hospital remembers of its run from round to round',
    without: 'after a restart it goes on in the run without it, as a hospital that is new in it',
    say,
  });
  return {
    async load() {
      const notes = await file.load();
      return notes && restoredNotes(notes);
    },
    save: ({ run, variate, residual }) =>
      file.save({ version: 1, run, variate: stored(variate), residual: stored(residual) }),
    clear: file.clear,
  };
}

/** Null when the bytes are no whole numbers of numbers. */
function restoredNotes({ run, variate, residual }: z.infer<typeof notesSchema>): RunNotes | null {
  try {
    return {
      run,
      variate: restored(variate, (bytes) => new Float64Array(bytes)),
      residual: restored(residual, (bytes) => new Float32Array(bytes)),
    };
  } catch {
    return null;
  }
}
