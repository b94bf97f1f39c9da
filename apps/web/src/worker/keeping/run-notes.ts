/**
 * What this hospital remembers of its run from round to round (see `RunNotes`), kept in the browser so that a reload in
 * the middle of a run changes nothing. In a database beside that of the credentials, which older pages open too.
 */
import type { RunNotesStore } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createBrowserStore } from './browser-store.ts';

const update = <T>(numbers: z.ZodType<T>) =>
  z
    .object({ run: z.string(), round: z.number(), before: numbers.nullable(), after: numbers.nullable() })
    .nullable();
const notesSchema = z.object({
  run: z.string(),
  variate: update(z.instanceof(Float64Array)),
  residual: update(z.instanceof(Float32Array)),
});

export function createRunNotesStore(coordinator: string, studyId: string, name: string): RunNotesStore {
  const kept = createBrowserStore('fedhealth-runs', 'notes');
  const key = JSON.stringify([coordinator, studyId, name]);
  return {
    async load() {
      const notes = notesSchema.safeParse(await kept.get(key));
      return notes.success ? notes.data : null;
    },
    save: (notes) => kept.put(key, notes),
    clear: () => kept.delete(key),
  };
}
