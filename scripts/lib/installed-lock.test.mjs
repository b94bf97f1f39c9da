import { describe, expect, it } from 'vitest';
import { lockIsInstalled } from './installed-lock.mjs';

const machine = { platform: 'linux', arch: 'x64' };
const linux = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] };
const mac = { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] };
const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'apps/web': { version: '0.1.0' },
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/binary-linux': linux,
    'node_modules/binary-mac': mac,
  },
};
/** @param {Record<string, import('./installed-lock.mjs').LockEntry>} packages */
const judge = (packages) => lockIsInstalled(wanted, { packages }, machine);

describe('lockIsInstalled', () => {
  it('accepts the wanted packages without those of other platforms', () => {
    expect(judge({ 'node_modules/zod': { version: '4.0.0' }, 'node_modules/binary-linux': linux })).toBe(
      true,
    );
  });
  it('refuses a missing package', () => {
    expect(judge({ 'node_modules/binary-linux': linux })).toBe(false);
  });
  it('refuses another version', () => {
    expect(judge({ 'node_modules/zod': { version: '3.0.0' } })).toBe(false);
  });
  it('refuses a folder copied from another platform', () => {
    expect(judge({ 'node_modules/zod': { version: '4.0.0' }, 'node_modules/binary-mac': mac })).toBe(false);
    const notLinux = { version: '1.0.0', os: ['!linux'] };
    expect(judge({ 'node_modules/zod': { version: '4.0.0' }, 'node_modules/x': notLinux })).toBe(false);
  });
});
