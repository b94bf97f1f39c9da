import { beforeEach, expect, it, vi } from 'vitest';
import { rememberConsent, rememberedConsent } from './remembered-consent.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

it('remembers an agreement for one version of one study, until it is taken back', () => {
  const consent = rememberConsent('wards', 2, true);
  expect(rememberedConsent('wards', 2)).toEqual(consent);
  expect(rememberedConsent('wards', 3)).toBeNull();
  expect(rememberedConsent('other', 2)).toBeNull();
  rememberConsent('wards', 2, false);
  expect(rememberedConsent('wards', 2)).toBeNull();
});

it('does without storage, and without sense in it', () => {
  localStorage.setItem('fedhealth.consent.wards', '{"version":"two"}');
  expect(rememberedConsent('wards', 2)).toBeNull();
  vi.stubGlobal('localStorage', undefined);
  expect(rememberedConsent('wards', 2)).toBeNull();
  expect(rememberConsent('wards', 2, true)).toMatchObject({ version: 2 });
});
