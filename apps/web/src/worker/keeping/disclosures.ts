/**
 * What this computer remembers of what was told of which rows (see `DisclosureMemory`): one for all studies, coordinators
 * and hospital names, so that none of them can be told of two sets of rows that differ in a few.
 */
import type { DisclosureMemory, DisclosureStore } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createBrowserStore } from './browser-store.ts';

const rowSet = z.object({ hashes: z.instanceof(Uint32Array), people: z.instanceof(Uint32Array).nullable() });
/** What this page wrote itself; an older form of it is forgotten whole. */
const kept = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const memorySchema = z.object({
  salt: z.number(),
  told: z.array(
    z.object({
      train: rowSet,
      test: rowSet,
      answers: z.array(kept<DisclosureMemory['told'][number]['answers'][number]>()),
      runs: z.array(z.object({ run: z.string(), at: z.number() })),
      at: z.number(),
    }),
  ),
  models: z.array(z.string()),
});

const KEY = 'v1';

export function createDisclosureStore(): DisclosureStore {
  const store = createBrowserStore('fedhealth-disclosures', 'memory');
  return {
    async load() {
      const memory = memorySchema.safeParse(await store.get(KEY));
      return memory.success ? memory.data : null;
    },
    save: (memory) => store.put(KEY, memory),
  };
}
