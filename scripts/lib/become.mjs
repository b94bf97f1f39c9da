import { pathToFileURL } from 'node:url';
import { letGo } from './children.mjs';

/**
 * Turns this process into another program: no child in between, so signals, exit code, stdin and stdout are the
 * program's own.
 * @param {string} path absolute path of the program's script
 * @param {readonly string[]} args
 */
export async function become(path, args) {
  letGo();
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}
