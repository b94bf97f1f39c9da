/** The shared model beside one trained at this hospital alone, measure by measure, in words. */
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { formatMetric, formatShare } from '../../lib/format.ts';

type Measure = 'auc' | 'recall' | 'precision' | 'accuracy' | 'f1' | 'logLoss' | 'brier';

interface MeasureWords {
  readonly key: Measure;
  readonly name: string;
  readonly meaning: string;
  readonly better: 'higher' | 'lower';
  readonly kind: 'share' | 'figure';
}

const MEASURES: readonly MeasureWords[] = [
  {
    key: 'auc',
    name: 'AUC',
    meaning: 'how well the outcome is ranked; 0.5 is chance',
    better: 'higher',
    kind: 'figure',
  },
  {
    key: 'recall',
    name: 'Recall',
    meaning: 'of those with the outcome, how many are found',
    better: 'higher',
    kind: 'share',
  },
  {
    key: 'precision',
    name: 'Precision',
    meaning: 'of those flagged, how many have the outcome',
    better: 'higher',
    kind: 'share',
  },
  { key: 'accuracy', name: 'Accuracy', meaning: 'rows answered rightly', better: 'higher', kind: 'share' },
  { key: 'f1', name: 'F1', meaning: 'recall and precision in one figure', better: 'higher', kind: 'figure' },
  {
    key: 'logLoss',
    name: 'Log-loss',
    meaning: 'distance of the chances from what happened',
    better: 'lower',
    kind: 'figure',
  },
  {
    key: 'brier',
    name: 'Brier score',
    meaning: 'mean squared error of the chances',
    better: 'lower',
    kind: 'figure',
  },
];

export interface ComparedMeasure {
  readonly key: Measure;
  readonly name: string;
  readonly meaning: string;
  readonly shared: string;
  readonly alone: string;
  /** This hospital's own version of the shared model, where the run made one. */
  readonly own: string;
  readonly verdict: 'better' | 'worse' | 'same' | 'unknown';
  /** "0.031 better", "2.0 points worse", "the same". */
  readonly difference: string;
}

/** Each measure of both models; a difference that the shown digits do not tell counts as none. */
export function compareModels(
  shared: ClassificationMetrics,
  alone: ClassificationMetrics | null,
  own: ClassificationMetrics | null = null,
): ComparedMeasure[] {
  return MEASURES.map(({ key, name, meaning, better, kind }) => {
    const format = kind === 'share' ? formatShare : formatMetric;
    const a = shared[key];
    const b = alone?.[key] ?? null;
    const base = { key, name, meaning, shared: format(a), alone: format(b), own: format(own?.[key] ?? null) };
    if (a === null || b === null) return { ...base, verdict: 'unknown', difference: '—' };
    if (base.shared === base.alone) return { ...base, verdict: 'same', difference: 'the same' };
    const gain = better === 'higher' ? a - b : b - a;
    const size =
      kind === 'share' ? `${(Math.abs(gain) * 100).toFixed(1)} points` : formatMetric(Math.abs(gain));
    return gain > 0
      ? { ...base, verdict: 'better', difference: `${size} better` }
      : { ...base, verdict: 'worse', difference: `${size} worse` };
  });
}

/** One sentence on what taking part gave this hospital, by AUC. */
export function verdict(shared: ClassificationMetrics, alone: ClassificationMetrics | null): string {
  if (alone === null) return 'A model on your rows alone is being trained on this computer to compare with.';
  if (shared.auc === null || alone.auc === null) {
    return 'Your test rows are all of one kind, so the two models cannot be ranked by AUC.';
  }
  const [auc] = compareModels(shared, alone);
  if (!auc || auc.verdict === 'same')
    return 'On your test rows the shared model ranks the outcome as well as one trained on your rows alone.';
  return auc.verdict === 'better'
    ? `On your test rows the shared model ranks the outcome better than one trained on your rows alone: AUC ${auc.shared} against ${auc.alone}.`
    : `On your test rows a model trained on your rows alone ranks the outcome better: AUC ${auc.alone} against ${auc.shared} of the shared model.`;
}
