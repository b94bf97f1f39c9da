import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from './execute.mjs';
import { ROOT } from './root.mjs';

/**
 * The script behind an installed package's command, to be run by this very Node.js: works on every platform,
 * whereas the links in `node_modules/.bin` are not programs on Windows.
 * @param {string} packageName
 * @param {string} [command] when the package has several
 */
export function toolPath(packageName, command) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = typeof bin === 'string' ? bin : (bin[command ?? packageName] ?? Object.values(bin)[0]);
  return join(folder, path);
}

/**
 * Runs an installed package's command to its end.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {import('./execute.mjs').ExecuteOptions} [options]
 */
export function runTool(packageName, args, options) {
  return execute(process.execPath, [toolPath(packageName), ...args], options);
}
