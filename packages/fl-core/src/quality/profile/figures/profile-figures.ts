/** The charts that are made straight from a profile. */
import type { Profile } from '../schema.ts';
import { barsFigure } from './bars-figure.ts';
import type { Figure } from './figure.ts';
import { coefficient, percent, shown } from './numbers.ts';

export function missingBarsFigure({ missing }: Profile, width: number): Figure {
  const bars = missing.columns.map(({ name, missing: count, share }) => ({
    name,
    value: share,
    shown: count === 0 ? 'none' : `${shown(count)} (${percent(share)})`,
  }));
  return barsFigure('Missing values by column', bars, width, ['Column', 'Missing']);
}

export function classBalanceFigure({ label }: Profile, width: number): Figure {
  const { column, positive, positives, negatives, unlabelled, rows } = label;
  const part = (name: string, count: number) => {
    const share = rows === 0 ? null : count / rows;
    return { name, value: share, shown: `${shown(count)} (${percent(share)})` };
  };
  const bars = [
    part(`yes (${column} = ${positive})`, positives),
    part('no', negatives),
    ...(unlabelled > 0 ? [part('without a label', unlabelled)] : []),
  ];
  return barsFigure('Class balance', bars, width, ['Label', 'Rows']);
}

export const LABEL_MEASURES = ['pearson', 'spearman', 'mixed'] as const;
export type Measure = (typeof LABEL_MEASURES)[number];

/** Strongest first, those that cannot be told last. */
export function withLabelFigure({ correlations, label }: Profile, measure: Measure, width: number): Figure {
  const bars = correlations.withLabel
    .map((one) => ({ name: one.name, value: one[measure], shown: coefficient(one[measure]) }))
    .sort((a, b) => strength(b.value) - strength(a.value));
  return barsFigure(`Correlation with ${label.column}`, bars, width, ['Feature', 'Correlation']);
}

const strength = (value: number | null): number => (value === null ? -1 : Math.abs(value));
