/** What a headless site remembers of what it told of which rows, in its state folder: see `DisclosureMemory`. */
import type { DisclosureMemory, DisclosureStore } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createKeptFile } from './kept-file.ts';
import { pathIn } from './state-folder.ts';

type RowSet = DisclosureMemory['told'][number]['train'];
type Answers = DisclosureMemory['told'][number]['answers'];

/** Hashes as base64 of little-endian 32-bit numbers. */
const storedSet = z.object({ hashes: z.base64(), people: z.base64().nullable() });
const memorySchema = z.object({
  version: z.literal(1),
  salt: z.number(),
  told: z.array(
    z.object({
      train: storedSet,
      test: storedSet,
      /** Written by this program alone. */
      answers: z.array(z.custom<Answers[number]>((value) => typeof value === 'object' && value !== null)),
      runs: z.array(z.object({ run: z.string(), at: z.number() })),
      at: z.number(),
    }),
  ),
  models: z.array(z.string()),
});

const pack = (numbers: Uint32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
/** Copied, so that it begins where a typed array may begin; what is left over of a broken one is let go. */
const unpack = (text: string): Uint32Array => {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
};
const packSet = ({ hashes, people }: RowSet) => ({ hashes: pack(hashes), people: people && pack(people) });
const unpackSet = ({ hashes, people }: z.infer<typeof storedSet>): RowSet => ({
  hashes: unpack(hashes),
  people: people === null ? null : unpack(people),
});

/** One for the hospital of that name, whatever study and coordinator asks: none is told what would complete another. */
export function disclosuresIn(
  folder: string,
  name: string,
  say: (sentence: string) => void,
): DisclosureStore {
  const file = createKeptFile({
    path: pathIn(folder, { coordinator: 'any', studyId: 'told', name }, 'rows'),
    schema: memorySchema,
    holds: 'What this hospital has told of which rows',
    without: 'after a restart a changed file is told of as if it were the first',
    say,
  });
  return {
    async load() {
      const memory = await file.load();
      if (memory === null) return null;
      const { salt, told, models } = memory;
      const unpacked = told.map((one) => ({
        ...one,
        train: unpackSet(one.train),
        test: unpackSet(one.test),
      }));
      return { salt, models, told: unpacked };
    },
    save: ({ salt, told, models }) =>
      file.save({
        version: 1,
        salt,
        told: told.map(({ train, test, answers, runs, at }) => ({
          train: packSet(train),
          test: packSet(test),
          answers: [...answers],
          runs: [...runs],
          at,
        })),
        models: [...models],
      }),
  };
}
