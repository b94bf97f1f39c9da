import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dependencyRules, dependencyVerdict } from './dependency-rules.mjs';
import { ROOT } from './root.mjs';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs').forbidden;
const core = 'packages/fl-core/src';
const web = 'apps/web/src';
const coordinator = 'apps/coordinator/src';
const cli = 'apps/cli/src';

/** A house with nothing wrong in it, and types imported where only types may be. @type {Record<string, string>} */
const sound = {
  'package.json': '{ "type": "module" }',
  'node_modules/kysely/package.json': '{ "name": "kysely", "main": "index.js" }',
  'node_modules/kysely/index.js': 'module.exports = {};',
  'node_modules/@tensorflow/tfjs-core/package.json':
    '{ "name": "@tensorflow/tfjs-core", "main": "index.js" }',
  'node_modules/@tensorflow/tfjs-core/index.js': 'module.exports = {};',
  [`${core}/lib/index.ts`]: "import type { T } from '../site/index.ts'; export const lib: T = 1;",
  [`${core}/site/index.ts`]: 'export type T = number; export const site = 1;',
  [`${core}/lib/x.test.ts`]: "import 'node:fs';",
  [`${coordinator}/storage/index.ts`]: "import 'kysely';",
  [`${coordinator}/app.ts`]: "import './monitoring/index.ts';",
  [`${coordinator}/monitoring/index.ts`]:
    "import { lib } from '@fedhealth/fl-core/lib'; export const seen = lib;",
  [`${cli}/main.ts`]: "import '../../coordinator/src/app.ts';",
  [`${web}/main.ts`]:
    "import type { T } from '@fedhealth/fl-core/site'; import './features/a/index.ts'; export const t: T = 1;",
  [`${web}/worker/index.ts`]: "import '@fedhealth/fl-core/site'; import '@tensorflow/tfjs-core';",
  [`${web}/features/a/index.ts`]: 'export const a = 1;',
  [`${web}/features/b/index.ts`]: 'export const b = 1;',
};

/** @param {{ name: string }} rule */
const nameOf = ({ name }) => name;
/** @type {string[]} */
const ruleNames = rules.map(nameOf).sort();
const orderRules = ruleNames.filter((name) => name.startsWith('fl-core-order-'));

/** For each rule, a file that breaks it. @type {Record<string, Record<string, string>>} */
const breaches = {
  'no-cycles': {
    'data/a.ts': "import type { B } from './b.ts'; export type A = B;",
    'data/b.ts': "import type { A } from './a.ts'; export type B = A;",
  },
  'no-unresolvable': { 'data/c.ts': "import './nowhere.ts';" },
  'core-imports-no-app': { [`${core}/site/app.ts`]: "import '../../../../apps/web/src/main.ts';" },
  'core-imports-no-node-builtin': { [`${core}/lib/disk.ts`]: "import 'node:fs';" },
  'core-folders-are-listed': {
    [`${core}/unlisted/index.ts`]: 'export const u = 1;',
    [`${core}/site/u.ts`]: "import '../unlisted/index.ts';",
  },
  'web-not-node': { [`${web}/server.ts`]: "import '../../coordinator/src/app.ts';" },
  'cli-not-web': { [`${cli}/page.ts`]: "import '../../web/src/features/a/index.ts';" },
  'testing-is-for-tests': {
    [`${web}/fake.ts`]: "import './testing/fakes.ts';",
    [`${web}/testing/fakes.ts`]: 'export const f = 1;',
  },
  'coordinator-not-web-or-cli': { [`${coordinator}/page.ts`]: "import '../../web/src/features/a/index.ts';" },
  'features-are-islands': { [`${web}/features/b/a.ts`]: "import '../a/index.ts';" },
  'only-the-app-knows-features': { [`${web}/components/x.ts`]: "import '../features/a/index.ts';" },
  'storage-alone-knows-sql': { [`${coordinator}/http.ts`]: "import 'kysely';" },
  'nothing-imports-monitoring': { [`${coordinator}/rounds.ts`]: "import './monitoring/index.ts';" },
  'worker-alone-knows-the-trainers': { [`${web}/train.ts`]: "import '@fedhealth/fl-core/site';" },
};
for (const name of orderRules) {
  const folder = name.slice('fl-core-order-'.length);
  breaches[name] = { [`${core}/${folder}/ahead.ts`]: "import '@fedhealth/fl-core/site';" };
}

/** @type {string[]} */
const roots = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** @param {Record<string, string>} files */
function house(files) {
  const root = mkdtempSync(join(tmpdir(), 'fedhealth-rules-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'packages/fl-core/package.json']) {
    cpSync(join(ROOT, path), join(root, path));
  }
  mkdirSync(join(root, 'node_modules/@fedhealth'));
  symlinkSync('../../packages/fl-core', join(root, 'node_modules/@fedhealth/fl-core'));
  return root;
}

describe('the dependency rules', () => {
  it('pass a sound house', async () => {
    expect(await dependencyRules(house(sound))).toMatchObject({ code: 0, output: '' });
  });

  it('[H1] [H2] [H3] each fire when broken, and name the file', async () => {
    expect(Object.keys(breaches).sort()).toEqual(ruleNames);
    const { code, output } = await dependencyRules(
      house({ ...sound, ...Object.assign({}, ...Object.values(breaches)) }),
    );
    expect(code).toBe(1);
    for (const [rule, files] of Object.entries(breaches)) {
      expect(output).toMatch(new RegExp(`^${rule}: (${Object.keys(files).join('|')}) →`, 'm'));
    }
  });

  it('[H4] fail when a package was not read at all', () => {
    const summary = { totalCruised: 0, totalDependenciesCruised: 0, violations: [] };
    const { code, output } = dependencyVerdict({ modules: [{ source: `${core}/lib/index.ts` }], summary });
    expect(code).toBe(1);
    expect(output).toContain(`${coordinator}/: no module was read`);
    expect(output).not.toContain(core);
  });
});
