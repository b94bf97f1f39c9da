import { describe, expect, it } from 'vitest';
import { classificationMetrics } from '../metrics/index.ts';
import { type Best, betterOf, hasStalled, scoreOf, whyThisModel } from './early-stopping.ts';

const metrics = classificationMetrics([0.9, 0.2, 0.7, 0.4], [1, 0, 0, 1], 0.5);
const rule = { metric: 'auc', patience: 2, minDelta: 0.01 } as const;

describe('early stopping', () => {
  it('takes a figure so that more is better', () => {
    expect(scoreOf('auc', metrics)).toBe(0.75);
    expect(scoreOf('logLoss', metrics)).toBe(-Number(metrics.logLoss));
    expect(scoreOf('auc', null)).toBeNull();
    expect(scoreOf('auc', { ...metrics, auc: null })).toBeNull();
  });

  it('calls better only what is better by more than minDelta', () => {
    const scores = [0.6, 0.605, 0.62, null, Number.NaN, 0.61];
    const best = scores.reduce<Best | null>((now, score, i) => betterOf(now, i + 1, score, 0.01), null);
    expect(best).toEqual({ round: 3, score: 0.62 });
  });

  it('stops when patience is at an end, and never without a rule or a score', () => {
    const best = { round: 3, score: 0.62 };
    expect([3, 4, 5].map((round) => hasStalled(rule, best, round))).toEqual([false, false, true]);
    expect(hasStalled(undefined, best, 50)).toBe(false);
    expect(hasStalled(rule, null, 50)).toBe(false);
  });

  it('says why the model is not the last round’s', () => {
    const best = { round: 3, score: 0.62 };
    expect(whyThisModel(rule, best, 5, 20)).toBe(
      'Stopped after round 5 of 20: the validation AUC had not improved for 2 rounds. The model of round 3, the best on the validation rows, was kept.',
    );
    expect(whyThisModel(rule, best, 4, 4)).toBe(
      'The model of round 3, the best on the validation rows, was kept.',
    );
    expect(whyThisModel(rule, best, 3, 3)).toBeNull();
  });
});
