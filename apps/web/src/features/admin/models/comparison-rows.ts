/** What two versions have, line by line, in words. */
import type { ModelComparisonView, ModelView } from '@fedhealth/fl-core/protocol';
import { exactTime, formatCount, formatMetric } from '../../../lib/format.ts';
import { parentWords } from './model-figures.ts';

export interface ComparedRow {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** b − a, with its sign. */
  readonly change?: string;
}

const FIGURES = [
  ['AUC', 'auc'],
  ['Accuracy', 'accuracy'],
  ['Precision', 'precision'],
  ['Recall', 'recall'],
  ['F1', 'f1'],
  ['Log-loss', 'logLoss'],
  ['Brier', 'brier'],
] as const;

const ROWS = [
  ['validation rows', 'validation'],
  ['hospitals’ test rows', 'combined'],
] as const;

/** `+0.012`, `−0.003`; a dash where one side is not known. */
export function signed(a: number | null, b: number | null): string {
  if (a === null || b === null) return '—';
  const text = formatMetric(Math.abs(b - a));
  if (Number(text) === 0) return text;
  return `${b > a ? '+' : '−'}${text}`;
}

export const figureRows = ({ a, b }: Pick<ModelComparisonView, 'a' | 'b'>): ComparedRow[] =>
  ROWS.flatMap(([on, key]) => {
    const [one, other] = [a.metrics[key], b.metrics[key]];
    if (one === null && other === null) return [];
    return FIGURES.map(([name, figure]) => ({
      name: `${name}, ${on}`,
      a: formatMetric(one?.[figure]),
      b: formatMetric(other?.[figure]),
      change: signed(one?.[figure] ?? null, other?.[figure] ?? null),
    }));
  });

const hospitals = ({ contributions }: ModelView): string =>
  contributions.length > 12
    ? formatCount(contributions.length)
    : contributions.map(({ name }) => name).join(', ') || 'none';

const LINEAGE: readonly (readonly [string, (model: ModelView) => string])[] = [
  ['Stage', ({ stage }) => stage],
  ['Study version', ({ studyVersion }) => String(studyVersion)],
  ['Run', ({ runNumber, round }) => `run ${runNumber}, round ${round}`],
  ['Made at', ({ createdAt }) => exactTime(createdAt)],
  ['Parent', parentWords],
  ['Strategy', ({ strategy }) => strategy?.title ?? '—'],
  ['Hospitals', hospitals],
  ['Parameters', ({ parameters }) => formatCount(parameters)],
  ['Weights, SHA-256', ({ hash }) => `${hash.slice(0, 12)}…`],
];

export const lineageRows = ({ a, b }: Pick<ModelComparisonView, 'a' | 'b'>): ComparedRow[] =>
  LINEAGE.map(([name, read]) => ({ name, a: read(a), b: read(b) }));

const settingText = (value: unknown): string => {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const settingRows = ({ differences }: Pick<ModelComparisonView, 'differences'>): ComparedRow[] =>
  differences.map(({ setting, a, b }) => ({ name: setting, a: settingText(a), b: settingText(b) }));
