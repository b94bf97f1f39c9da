import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { runTool } from './tool.mjs';

const FOLDERS = ['packages', 'apps', 'data', 'bench', 'playwright', 'scripts'];

/** A tool that silently reads nothing passes every rule: of each of these it must have read something. */
const MUST_READ = ['packages/fl-core/src/', 'apps/coordinator/src/', 'apps/cli/src/', 'apps/web/src/'];

/**
 * @typedef {{ from: string, to: string, rule: { name: string, severity: string }, cycle?: { name: string }[] }} Violation
 * @typedef {{ modules: { source: string }[],
 *   summary: { totalCruised: number, totalDependenciesCruised: number, violations: Violation[] } }} Cruise
 */

/**
 * Holds every import against `.dependency-cruiser.cjs`.
 * @param {string} [root]
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function dependencyRules(root = ROOT) {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { stdout, output } = await runTool('dependency-cruiser', ['--output-type', 'json', ...folders], {
    cwd: root,
  });
  if (!stdout.trimStart().startsWith('{')) return { code: 1, output };
  return dependencyVerdict(JSON.parse(stdout));
}

/** @param {Cruise} cruise @returns {import('./steps.mjs').StepResult} */
export function dependencyVerdict({ modules, summary }) {
  const unread = MUST_READ.filter((folder) => !modules.some(({ source }) => source.startsWith(folder)));
  const lines = [
    ...unread.map((folder) => `${folder}: no module was read, so its rules were not checked.`),
    ...summary.violations.map(({ rule, from, to, cycle }) => {
      const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
      return `${rule.name}: ${from} → ${path}`;
    }),
  ];
  return {
    code: lines.length === 0 ? 0 : 1,
    output: lines.join('\n'),
    summary: `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports`,
  };
}
