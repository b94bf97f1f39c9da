import { fail, ok } from '@fedhealth/fl-core/lib';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { type Answer, askedAgain } from './asked-again.ts';

const plan = { rounds: 1, minSites: 1, roundTimeoutSeconds: 1 };
const open = (sites: number, version = 1): Answer =>
  ok({ study: { ...healthRiskStudy, version }, plan, sites });
const away: Answer = fail({ status: 0, code: 'UNREACHABLE', message: 'Away.' });

describe('an invitation that is asked again', () => {
  it('is what was answered while nothing is open', () => {
    expect(askedAgain(undefined, away)).toBe(away);
    const answer = open(0);
    expect(askedAgain(away, answer)).toBe(answer);
  });

  it('counts the hospitals anew', () => {
    expect(askedAgain(open(0), open(3))).toMatchObject({ value: { sites: 3 } });
  });

  it('keeps an open study through anything else', () => {
    const held = open(2);
    expect(askedAgain(held, away)).toBe(held);
    const again = askedAgain(held, open(3, 2));
    expect(held.ok && again.ok && again.value.study === held.value.study).toBe(true);
  });
});
