/**
 * Writes the sample data: `tsx data/generate.ts [--out DIR] [--check]`.
 *
 * `--out DIR` writes below DIR instead of beside this file. `--check` writes nothing: it compares
 * the SHA-256 of every file with a fresh generation and exits with 1 if any differs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type GeneratedFile, generateAll, sha256 } from './generator/all.ts';

function matches(path: string, text: string): boolean {
  return existsSync(path) && sha256(readFileSync(path, 'utf8')) === sha256(text);
}

function check(directory: string, files: readonly GeneratedFile[]): number {
  const different = files.filter(({ name, text }) => !matches(join(directory, name), text));
  for (const { name } of different) console.error(`differs: ${name}`);
  if (different.length === 0) console.log(`${files.length} files match`);
  return different.length === 0 ? 0 : 1;
}

function write(directory: string, files: readonly GeneratedFile[]): void {
  for (const { name, text } of files) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${name}`);
  }
}

const { values } = parseArgs({ options: { out: { type: 'string' }, check: { type: 'boolean' } } });
const directory = resolve(values.out ?? dirname(fileURLToPath(import.meta.url)));
const files = generateAll();
if (values.check) process.exitCode = check(directory, files);
else write(directory, files);
