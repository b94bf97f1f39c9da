import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
/** An example in a form's description says that it is one. */
const EXAMPLES = /such as “[^”]*”/g;

it('[U3] no page speaks of “risk” where another study may be learned', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\./.test(file),
  );
  const found = files.flatMap((file) => {
    const told = readFileSync(join(SOURCES, file), 'utf8').replace(EXAMPLES, '');
    return [...told.matchAll(/(at|no|ranks|well) risk\b/g)].map(([words]) => `${file}: ${words}`);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
