/** Holds SPEC.md and the tests against each other: each rule is quoted by a test, each quoted rule is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './root.mjs';

const FOLDERS = ['packages', 'apps', 'data', 'playwright', 'scripts'];
const TEST = /\.(test|spec)\.(ts|tsx|mjs)$/;
const UNREAD = new Set(['node_modules', 'dist', '.turbo']);
/** As SPEC.md begins a rule. */
const RULE = /^- \*\*([A-Z]\d+)\*\*/gm;
/** As a test's title quotes it: `'[R3] [R5] …'`. */
const QUOTE = /(?<=['"`\s])\[([A-Z]\d+)\](?=[\s'"`])/g;

/**
 * @typedef {{ readonly [file: string]: string }} Sources test files by path
 * @typedef {import('./steps.mjs').StepResult} StepResult
 */

/** @param {string} [root] @returns {Promise<StepResult>} */
export async function specRules(root = ROOT) {
  const files = FOLDERS.flatMap((folder) => testFiles(join(root, folder)));
  const tests = Object.fromEntries(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
  return specVerdict(readFileSync(join(root, 'SPEC.md'), 'utf8'), tests);
}

/** @param {string} spec @param {Sources} tests @returns {StepResult} */
export function specVerdict(spec, tests) {
  const rules = [...spec.matchAll(RULE)].map(([, rule = '']) => rule);
  const quotes = Object.entries(tests).flatMap(([file, text]) =>
    [...text.matchAll(QUOTE)].map(([, rule = '']) => ({ file, rule })),
  );
  const quoted = new Set(quotes.map(({ rule }) => rule));
  const lines = [
    ...(rules.length === 0 ? ['SPEC.md has no rules: nothing was checked.'] : []),
    ...rules
      .filter((rule, index) => rules.indexOf(rule) !== index)
      .map((rule) => `${rule} is in SPEC.md twice.`),
    ...rules.filter((rule) => !quoted.has(rule)).map((rule) => `${rule} is quoted by no test.`),
    ...new Set(
      quotes
        .filter(({ rule }) => !rules.includes(rule))
        .map(({ file, rule }) => `${file} quotes ${rule}, which SPEC.md has not.`),
    ),
  ];
  return { code: lines.length === 0 ? 0 : 1, output: lines.join('\n'), summary: `${rules.length} rules` };
}

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (UNREAD.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return TEST.test(entry.name) ? [path] : [];
  });
}
