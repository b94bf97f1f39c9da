/**
 * Compiles `kernel/` to WebAssembly and writes it, as base64 in a module, where the sources import it: the same
 * bytes then load in a worker, in Node and in tests, with nothing to fetch.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const target = at('src/training/simd/kernel-binary.ts');
/** Nothing of the host is called and no relaxed instruction used: the same bits everywhere. */
const OPTIONS = [
  ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--enable', 'simd', '--noAssert'],
  ...['--runtime', 'stub', '--initialMemory', '1', '--disableWarning', '112', '--use', 'abort='],
];

let binary = new Uint8Array();
const { error, stderr } = await main(
  ['index.ts', '--baseDir', at('kernel'), '--outFile', 'kernel.wasm', ...OPTIONS],
  {
    readFile: (name, base) => read(`${base}/${name}`),
    writeFile: (_, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  },
);
if (error || binary.length === 0) {
  console.error(stderr.toString());
  throw error ?? new Error('The training kernel could not be built.');
}
const lines =
  Buffer.from(binary)
    .toString('base64')
    .match(/.{1,100}/g) ?? [];
const text = [
  '// Made from kernel/ by the build. Not to be edited, not in version control.',
  'export const KERNEL_BINARY = [',
  ...lines.map((line) => `  '${line}',`),
  "].join('');",
  '',
].join('\n');
mkdirSync(dirname(target), { recursive: true });
if (read(target) !== text) writeFileSync(target, text);

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
