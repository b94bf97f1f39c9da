import { healthRiskStudy, withOverrides } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { withValue } from '../../studies/json-path.ts';
import { freshStrategy } from '../../studies/strategy-choice.ts';
import { differences, readRunDraft, runDifferences, runDraft } from './run-draft.ts';

const start = runDraft(healthRiskStudy);
const placesOf = (draft: typeof start, seed = '') => {
  const read = readRunDraft(draft, seed);
  return read.ok ? [] : read.error.map(({ path }) => path);
};

describe('the draft of a run', () => {
  it('begins with the study’s own plan, which is a good one', () => {
    const { rounds, minSites, roundTimeoutSeconds, ...overrides } = healthRiskStudy.federation;
    expect(readRunDraft(start, '')).toEqual({
      ok: true,
      value: {
        studyId: healthRiskStudy.id,
        rounds,
        minSites,
        roundTimeoutSeconds,
        overrides: { ...overrides, earlyStopping: null, personalization: null },
      },
    });
    expect(differences(healthRiskStudy, start)).toEqual([]);
  });

  it('can do without a rule for stopping early that the study has', () => {
    const rule = { metric: 'auc' as const, patience: 3, minDelta: 0 };
    const study = withOverrides(healthRiskStudy, { earlyStopping: rule });
    const draft = withValue(runDraft(study), 'federation.earlyStopping', undefined);
    const read = readRunDraft(draft, '');
    expect(read.ok && read.value.overrides?.earlyStopping).toBeNull();
    expect(differences(study, draft).map(({ path, run }) => [path, run])).toContainEqual([
      'federation.earlyStopping.patience',
      null,
    ]);
    const kept = readRunDraft(runDraft(study), '');
    expect(kept.ok && kept.value.overrides?.earlyStopping).toEqual(rule);
  });

  it('can do without the hospitals’ own versions that the study has', () => {
    const study = withOverrides(healthRiskStudy, { personalization: { epochs: 3 } });
    const read = readRunDraft(withValue(runDraft(study), 'federation.personalization', undefined), '');
    expect(read.ok && withOverrides(study, read.value.overrides).federation.personalization).toBeUndefined();
    const kept = readRunDraft(runDraft(study), '');
    expect(kept.ok && kept.value.overrides?.personalization).toEqual({ epochs: 3 });
  });

  it('reads a seed, and refuses what is none', () => {
    const read = readRunDraft(start, ' 7 ');
    expect(read.ok && read.value.seed).toBe(7);
    for (const wrong of ['-1', '1.5', 'x', '2147483648']) expect(placesOf(start, wrong)).toEqual(['seed']);
  });

  it('names every field that is wrong', () => {
    const draft = withValue(withValue(start, 'federation.rounds', null), 'federation.sampleFraction', 2);
    expect(placesOf(draft)).toEqual(['federation.rounds', 'federation.sampleFraction']);
    expect(placesOf(withValue(start, 'federation.minSites', 10_001))).toEqual(['federation.minSites']);
  });

  it('explains a strategy that the fewest hospitals cannot feed', () => {
    const krum = withValue(start, 'federation.strategy', freshStrategy('krum'));
    const read = readRunDraft(withValue(krum, 'federation.minSites', 4), '');
    expect(read.ok || read.error.map(({ path, message }) => [path, message])).toEqual([
      ['federation.minSites', expect.stringContaining('at least 5 hospitals')],
    ]);
    expect(placesOf(withValue(krum, 'federation.minSites', 5))).toEqual([]);
    expect(placesOf(withValue(start, 'federation.strategy', { kind: 'magic' }))).toEqual([
      'federation.strategy',
    ]);
  });

  it('tells what is other than in the study', () => {
    const prox = withValue(start, 'federation.strategy', { kind: 'fedProx', mu: 0.1 });
    const draft = withValue(prox, 'federation.compression.upload', 'int8');
    expect(differences(healthRiskStudy, draft)).toEqual([
      { path: 'federation.strategy.kind', study: 'fedAvg', run: 'fedProx' },
      { path: 'federation.compression.upload', study: 'float32', run: 'int8' },
      { path: 'federation.strategy.mu', study: null, run: '0.1' },
    ]);
  });

  it('tells what a run did otherwise than its study says', () => {
    const { rounds, minSites, roundTimeoutSeconds } = healthRiskStudy.federation;
    const plan = { rounds, minSites, roundTimeoutSeconds };
    expect(runDifferences(healthRiskStudy, plan)).toEqual([]);
    expect(
      runDifferences(healthRiskStudy, { ...plan, rounds: 3, overrides: { sampleFraction: 0.5 } }),
    ).toEqual([
      { path: 'federation.rounds', study: String(rounds), run: '3' },
      { path: 'federation.sampleFraction', study: '1', run: '0.5' },
    ]);
  });
});
