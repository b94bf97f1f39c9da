/**
 * The dependency rules of the house (SPEC.md, section 1), checked by `npm run check`. Each is shown to fire by
 * scripts/dependency-rules.test.mjs.
 */
const core = 'packages/fl-core/src';
const coordinator = 'apps/coordinator/src';
const web = 'apps/web/src';
const test = '\\.test\\.[cm]?[jt]sx?$';

/** In the order that data meets them: a folder of fl-core imports only folders before it; types may look ahead. */
const FOLDERS = [
  ...['lib', 'study', 'table', 'quality', 'preprocessing', 'model', 'training', 'weights', 'metrics'],
  ...['privacy', 'aggregation', 'drift', 'protocol', 'round', 'site'],
];
const folderOrder = FOLDERS.slice(0, -1).map((folder, index) => ({
  name: `fl-core-order-${folder}`,
  severity: 'error',
  from: { path: `^${core}/${folder}/` },
  to: {
    path: `^${core}/(${FOLDERS.slice(index + 1).join('|')})/`,
    dependencyTypesNot: ['type-only'],
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Of types alone neither: what two files both need has a home of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)' },
    },
    {
      name: 'core-imports-no-app',
      severity: 'error',
      from: { path: '^packages/fl-core/' },
      to: { path: '^apps/' },
    },
    {
      name: 'core-imports-no-node-builtin',
      severity: 'error',
      from: { path: `^${core}/`, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-folders-are-listed',
      comment: 'A folder outside the order would escape it.',
      severity: 'error',
      from: {},
      to: { path: `^${core}/`, pathNot: `^${core}/(${FOLDERS.join('|')})/` },
    },
    ...folderOrder,
    {
      name: 'web-not-node',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/(coordinator|cli)/' },
    },
    {
      name: 'cli-not-web',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^apps/web/' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What the product runs never imports test support.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: `${test}|/testing/` },
      to: { path: '/testing/' },
    },
    {
      name: 'coordinator-not-web-or-cli',
      severity: 'error',
      from: { path: '^apps/coordinator/' },
      to: { path: '^apps/(web|cli)/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: `^${web}/features/([^/]+)/` },
      to: { path: `^${web}/features/`, pathNot: `^${web}/features/$1/` },
    },
    {
      name: 'only-the-app-knows-features',
      severity: 'error',
      from: { path: `^${web}/(components|lib|store|worker)/` },
      to: { path: `^${web}/(features|app)/` },
    },
    {
      name: 'storage-alone-knows-sql',
      severity: 'error',
      from: {
        path: `^${coordinator}/`,
        pathNot: `^${coordinator}/(storage/|testing/(committed-rounds|kill-in-commit))`,
      },
      to: { path: 'node_modules/(kysely|libsql|pg)/' },
    },
    {
      name: 'nothing-imports-monitoring',
      severity: 'error',
      from: { path: `^${coordinator}/`, pathNot: `^${coordinator}/(monitoring/|app\\.ts$)` },
      to: { path: `^${coordinator}/monitoring/` },
    },
    {
      name: 'worker-alone-knows-the-trainers',
      comment: 'Training and rows stay off the main thread; types may be named anywhere.',
      severity: 'error',
      from: { path: `^${web}/`, pathNot: `^${web}/worker/` },
      to: {
        path: `(^${core}/(training|site)/|node_modules/@tensorflow/)`,
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.wasm', '.svg'],
    },
  },
};
