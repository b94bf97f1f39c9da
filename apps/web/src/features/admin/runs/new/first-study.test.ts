import type { Study } from '@fedhealth/fl-core/study';
import { expect, it } from 'vitest';
import { firstStudy } from './first-study.ts';

const studies = ['a', 'b', 'c'].map((id) => ({ study: { id } as Study }));
const site = (studyId: string, connected = true, ready = connected) => ({ studyId, connected, ready });
const first = (...sites: ReturnType<typeof site>[]) => firstStudy(studies, sites)?.study.id;

it('[U3] a new run is offered for the study that has hospitals', () => {
  expect(first()).toBe('a');
  expect(first(site('b', false))).toBe('b');
  expect(first(site('b', false), site('b', false), site('c', true, false))).toBe('c');
  expect(first(site('b', true, false), site('b', true, false), site('c'))).toBe('c');
  expect(first(site('b'), site('c'))).toBe('b');
  expect(firstStudy([], [site('a')])).toBeUndefined();
});
