import { describe, expect, it } from 'vitest';
import { choiceOf, newsOf, originOf } from './production-words.ts';

const model = {
  version: 4,
  stage: 'production',
  createdAt: '2026-01-01T00:00:00Z',
  round: 20,
  sites: 3,
  auc: 0.8123,
} as const;
const since = '2026-01-02T00:00:00Z';

describe('the words about a production model', () => {
  it('say whether one took another’s place or came back', () => {
    expect(newsOf({ model, since, former: null, rolledBack: false })).toBe(
      'Version 4 of the study’s model is in production now.',
    );
    expect(newsOf({ model, since, former: 3, rolledBack: false })).toContain('takes the place of version 3');
    expect(newsOf({ model, since, former: 5, rolledBack: true })).toBe(
      'Version 5 was withdrawn by the study’s administrator. Version 4 is in production again.',
    );
  });

  it('name a version’s stage, origin and AUC, where it has one', () => {
    expect(choiceOf(model)).toBe('Version 4, in production, AUC 0.812');
    expect(choiceOf({ ...model, stage: 'candidate', auc: null })).toBe('Version 4, not in production yet');
    expect(originOf({ ...model, round: 1 })).toBe('Trained for 1 round by 3 hospitals; AUC 0.812.');
  });
});
