/** What can befall a database file, each as a change of its bytes; and of what lies beside it. */
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createRng } from '@fedhealth/fl-core/lib';

export type Damage = (path: string) => Promise<void>;

const PAGE = 4096;

const change =
  (edit: (bytes: Buffer) => Buffer | undefined): Damage =>
  async (path) => {
    const bytes = await readFile(path);
    await writeFile(path, edit(bytes) ?? bytes);
  };
const scramble = (bytes: Buffer, at: number, length: number, seed: number): void => {
  const rng = createRng(seed);
  for (let i = at; i < Math.min(bytes.length, at + length); i++) bytes[i] = rng.int(256);
};

export const cutTo =
  (size: (bytes: number) => number): Damage =>
  async (path) =>
    truncate(path, size((await readFile(path)).length));
export const pageOf = (share: number, kind: 'zeros' | 'random', seed = 1): Damage =>
  change((bytes) => {
    const at = Math.max(1, Math.floor((share * bytes.length) / PAGE)) * PAGE;
    if (kind === 'zeros') bytes.fill(0, at, at + PAGE);
    else scramble(bytes, at, PAGE, seed);
    return undefined;
  });
export const someBytes = (share: number, length: number, seed: number): Damage =>
  change((bytes) => void scramble(bytes, Math.floor(share * bytes.length), length, seed));
export const flip = (at: number): Damage =>
  change((bytes) => void bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at));
/** Bytes that are no UTF-8, in the middle of the first such text. */
export const spoilText = (text: string): Damage =>
  change((bytes) => {
    const at = bytes.indexOf(text);
    if (at < 0) throw new Error(`There is no "${text}" in the file.`);
    bytes.fill(0xff, at + 1, at + 4);
    return undefined;
  });
export const garbage: Damage = change((bytes) => void scramble(bytes, 0, bytes.length, 7));
export const remove =
  (suffix: string): Damage =>
  (path) =>
    rm(`${path}${suffix}`, { force: true });
