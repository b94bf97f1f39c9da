import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockGaps, withoutGaps } from './lock-gaps.mjs';
import { ROOT } from './root.mjs';

const lock = {
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/tool': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: {
        '@tool/linux-64': '1.0.0',
        '@tool/windows-arm64': '1.0.0',
        '@tool/linux-arm64-musl': '1.0.0',
      },
    },
    'node_modules/tool/node_modules/@tool/linux-64': { version: '1.0.0', optional: true },
  },
};

describe('the lock file', () => {
  it('of this repository names the packages of every platform, so that npm ci accepts it everywhere', () => {
    // When this fails: node scripts/complete-lock.mjs
    expect(lockGaps(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')))).toEqual([]);
  });

  it('is completed with what other platforms install, in order and with nothing else changed', () => {
    const whole = withoutGaps(lock);
    expect(whole.packages).toMatchObject(lock.packages);
    expect(Object.keys(whole.packages)).toEqual(Object.keys(whole.packages).sort());
    expect(whole.packages['node_modules/@tool/windows-arm64']).toEqual({
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['win32'],
    });
    expect(whole.packages['node_modules/@tool/linux-arm64-musl']).toMatchObject({
      os: ['linux'],
      libc: ['musl'],
    });
    expect(lockGaps(whole)).toEqual([]);
  });

  it('is not guessed at where a name tells no platform', () => {
    const packages = { 'node_modules/tool': { optionalDependencies: { fsevents: '2.0.0' } } };
    expect(() => withoutGaps({ packages })).toThrow(/fsevents/);
  });
});
