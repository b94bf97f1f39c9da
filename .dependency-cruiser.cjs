/** The dependency rules of the house (SPEC.md, section 1). Checked by `npm run check`. */
const FOLDERS = [
  'lib', 'study', 'table', 'quality', 'preprocessing', 'model', 'weights', 'training', 'metrics',
  'privacy', 'aggregation', 'drift', 'protocol', 'round', 'site',
];
const core = 'packages/fl-core/src';
/** A folder of fl-core imports only folders that data meets before it. */
const order = FOLDERS.slice(0, -1).map((folder, index) => ({
  name: `fl-core-order-${folder}`,
  severity: 'error',
  from: { path: `^${core}/${folder}/` },
  to: { path: `^${core}/(${FOLDERS.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'core-imports-no-app', severity: 'error', from: { path: '^packages/fl-core' }, to: { path: '^apps/' } },
    {
      name: 'core-imports-no-node-builtin', severity: 'error',
      from: { path: `^${core}`, pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] },
    },
    { name: 'web-not-coordinator', severity: 'error', from: { path: '^apps/web' }, to: { path: '^apps/coordinator' } },
    { name: 'coordinator-not-web', severity: 'error', from: { path: '^apps/coordinator' }, to: { path: '^apps/web' } },
    {
      name: 'features-are-islands', severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'storage-alone-knows-sql', severity: 'error',
      from: { path: '^apps/coordinator/src', pathNot: '^apps/coordinator/src/storage/' },
      to: { path: 'node_modules/(kysely|libsql)/' },
    },
    {
      name: 'nothing-imports-monitoring', severity: 'error',
      from: { path: '^apps/coordinator/src', pathNot: '^apps/coordinator/src/(monitoring/|app\\.ts)' },
      to: { path: '^apps/coordinator/src/monitoring/' },
    },
    {
      name: 'worker-alone-knows-the-trainers', severity: 'error',
      from: { path: '^apps/web/src', pathNot: '^apps/web/src/worker/' },
      to: { path: `(^${core}/(training|site)/|node_modules/@tensorflow/)`, dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(worker|url)|\\.svg$' } },
    ...order,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'types', 'default'], extensions: ['.ts', '.tsx', '.js', '.json', '.css', '.wasm'] },
  },
};
