import { defineConfig } from 'vitest/config';

/** Unit tests of every package run from sources: the `source` export condition skips the builds. */
const conditions = ['source', 'module', 'node', 'development|production'];
const project = (name: string, include: string[]) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name, include, environment: 'node' as const, testTimeout: 30_000 },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      project('fl-core', ['packages/fl-core/src/**/*.test.ts']),
      project('coordinator', ['apps/coordinator/src/**/*.test.ts']),
      project('cli', ['apps/cli/src/**/*.test.ts']),
      project('testing', ['packages/testing/src/**/*.test.ts']),
      project('web', ['apps/web/src/**/*.test.{ts,tsx}']),
      project('data', ['data/**/*.test.ts']),
      project('tools', ['scripts/**/*.test.mjs', 'playwright/support/**/*.test.ts']),
    ],
  },
});
