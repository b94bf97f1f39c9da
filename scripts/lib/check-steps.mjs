import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dependencyRules } from './dependency-rules.mjs';
import { execute } from './execute.mjs';
import { ROOT } from './root.mjs';
import { specRules } from './spec-rules.mjs';
import { runTool, toolPath } from './tool.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/** The checks that read the sources without running them. @returns {Step[]} */
export function staticSteps() {
  return [
    ...typeSteps(),
    { name: 'Dependency rules', run: () => dependencyRules() },
    { name: 'Rules of SPEC.md', run: () => specRules() },
    { name: 'Unused code', run: () => runTool('knip', ['--no-progress']) },
    {
      name: 'Format and lint',
      run: () => runTool('@biomejs/biome', ['ci', '--colors=off', '--error-on-warnings', '.']),
    },
  ];
}

/** One for each package, so that each is read with its own libraries (only the web sees a DOM). @returns {Step[]} */
function typeSteps() {
  const packages = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  return [...packages, 'scripts', '.']
    .filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')))
    .map((folder) => ({
      name: `Types of ${folder === '.' ? 'data, bench and playwright' : folder}`,
      run: () => {
        const memory = join(ROOT, 'node_modules/.cache/tsc', `${folder.replace(/\W+/g, '-')}.tsbuildinfo`);
        const args = ['-p', join(folder, 'tsconfig.json'), '--incremental', '--tsBuildInfoFile', memory];
        return execute(process.execPath, [toolPath('typescript', 'tsc'), ...args]);
      },
    }));
}
