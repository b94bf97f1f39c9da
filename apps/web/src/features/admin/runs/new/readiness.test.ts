import { describe, expect, it } from 'vitest';
import { readiness } from './readiness.ts';

const site = (connected: boolean, ready: boolean) => ({ connected, ready });

describe('readiness', () => {
  it('counts hospitals that are connected and ready', () => {
    const sites = [site(true, true), site(false, true), site(true, false)];
    const { ready, enough, words } = readiness(sites, 3);
    expect({ ready, enough }).toEqual({ ready: 1, enough: false });
    expect(words).toContain('1 hospital is ready');
    expect(words).toContain('2 more have joined');
  });

  it('speaks plainly of none, of one missing and of enough', () => {
    expect(readiness([], 2).words).toMatch(/^No hospital is ready, .* when 2 hospitals have joined\.$/);
    expect(readiness([site(true, true)], 2).words).toContain('1 more has joined');
    expect(readiness([site(true, true)], 1)).toMatchObject({ enough: true });
  });
});
