/** One small JSON file that a headless site keeps between its starts. What goes wrong is told, and never ends the site. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

export interface KeptFile<T> {
  /** What was kept; null when there is nothing, or nothing that can be read. */
  load(): Promise<T | null>;
  save(value: T): Promise<void>;
  clear(): Promise<void>;
}

export interface KeptFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** What the file holds and what happens without it, in words for a person. */
  readonly holds: string;
  readonly without: string;
  say(sentence: string): void;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'not a file of this version';

/** Only its owner may read it. It is written beside and put in its place whole: a power cut leaves the old or the new. */
export function createKeptFile<T>({ path, schema, holds, without, say }: KeptFileOptions<T>): KeptFile<T> {
  let told = false;
  /** Writes follow one another. */
  let writing: Promise<void> = Promise.resolve();
  const inTurn = (write: () => Promise<void>): Promise<void> => {
    writing = writing.then(write).catch((error: unknown) => {
      if (!told) say(`${holds} cannot be kept in ${path} (${codeOf(error)}). The work goes on; ${without}.`);
      told = true;
    });
    return writing;
  };
  return {
    async load() {
      try {
        return schema.parse(JSON.parse(await readFile(path, 'utf8')));
      } catch (error) {
        if (codeOf(error) !== 'ENOENT')
          say(`${holds} was kept in ${path}, which cannot be read (${codeOf(error)}): ${without}.`);
        return null;
      }
    },
    save: (value) =>
      inTurn(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const beside = `${path}.${process.pid}.new`;
        await writeFile(beside, JSON.stringify(value), { mode: 0o600, flush: true });
        await chmod(beside, 0o600);
        await rename(beside, path);
      }),
    clear: () => inTurn(() => rm(path, { force: true })),
  };
}
