import { readFile } from 'node:fs/promises';
import { type Model, readModelFile } from '@fedhealth/fl-core/model';

/** A model file from disk, JSON or binary. Throws with a plain sentence when it cannot be used. */
export async function openModel(path: string): Promise<Model> {
  const bytes = await readFile(path).catch(() => {
    throw new Error(`The model ${path} could not be read. Is it there?`);
  });
  const read = await readModelFile(bytes);
  if (!read.ok) throw new Error(`${path}: ${read.error.message}`);
  return read.value.model;
}
