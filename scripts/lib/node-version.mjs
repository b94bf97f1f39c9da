import { readFileSync } from 'node:fs';
import { PlainError } from './plain-error.mjs';
import { ROOT } from './root.mjs';

/**
 * What to tell a person whose Node.js is too old, or null when it is new enough.
 * @param {string} version as in `process.versions.node`
 * @param {string} range as in package.json's `engines.node`: `>=major.minor`
 * @returns {string | null}
 */
export function nodeVersionProblem(version, range) {
  const [wantedMajor = 0, wantedMinor = 0] = (range.match(/\d+/g) ?? []).map(Number);
  const [major = 0, minor = 0] = (version.match(/\d+/g) ?? []).map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return (
    `FedHealth needs Node.js ${wantedMajor}.${wantedMinor} or newer; this is ${version}. ` +
    'Install a newer one from https://nodejs.org and run the command again. Nothing was changed.'
  );
}

/** Throws a plain sentence when this Node.js is older than package.json asks for. */
export function assertNodeVersion() {
  const { engines } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
  const problem = nodeVersionProblem(process.versions.node, engines.node);
  if (problem) throw new PlainError(problem);
}
