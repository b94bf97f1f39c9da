/** The table columns of a set of figures, wherever one is listed. */
import type { ModelView } from '@fedhealth/fl-core/protocol';
import { formatCount, formatMetric, formatShare } from '../../../lib/format.ts';
import type { Column } from './data-table.tsx';

type Metrics = NonNullable<ModelView['metrics']['validation']>;
type Figure = 'accuracy' | 'precision' | 'recall' | 'f1' | 'auc' | 'logLoss' | 'brier';
type Cell = keyof Metrics['confusion'];

const FIGURES: readonly (readonly [Figure, string, string])[] = [
  ['auc', 'AUC', 'How often a row with the outcome scores above one without; 0.5 is guessing'],
  ['accuracy', 'Accuracy', 'Share of rows judged rightly, at a threshold of 0.5'],
  ['precision', 'Precision', 'Share of the rows flagged that have the outcome'],
  ['recall', 'Recall', 'Share of the rows with the outcome that were flagged'],
  ['f1', 'F1', 'Harmonic mean of precision and recall'],
  ['logLoss', 'Log-loss', 'Binary cross-entropy; lower is better'],
  ['brier', 'Brier', 'Mean squared error of the probability; lower is better'],
];

const CONFUSION: readonly (readonly [Cell, string, string])[] = [
  ['tp', 'TP', 'True positives: have the outcome, and were flagged'],
  ['fp', 'FP', 'False positives: flagged, without the outcome'],
  ['tn', 'TN', 'True negatives: without the outcome, and not flagged'],
  ['fn', 'FN', 'False negatives: have the outcome, and were missed'],
];

const SHARES: ReadonlySet<Figure> = new Set<Figure>(['accuracy', 'precision', 'recall']);

/** Columns for rows, seven figures and the confusion counts; `read` finds a row's metrics. */
export function metricsColumns<Row>(read: (row: Row) => Metrics | null): Column<Row>[] {
  const numeric = (
    key: string,
    header: string,
    hint: string,
    value: (metrics: Metrics) => number | null,
  ) => ({
    key,
    header,
    hint,
    numeric: true,
    nowrap: true,
    sort: (row: Row) => {
      const metrics = read(row);
      return metrics ? value(metrics) : null;
    },
  });
  return [
    {
      ...numeric('n', 'Rows', 'Test rows the figures rest on', ({ n }) => n),
      cell: (row) => formatCount(read(row)?.n),
    },
    ...FIGURES.map(([key, header, hint]) => ({
      ...numeric(key, header, hint, (metrics) => metrics[key]),
      cell: (row: Row) => {
        const value = read(row)?.[key];
        return SHARES.has(key) ? formatShare(value) : formatMetric(value);
      },
    })),
    ...CONFUSION.map(([key, header, hint]) => ({
      ...numeric(key, header, hint, ({ confusion }) => confusion[key]),
      cell: (row: Row) => formatCount(read(row)?.confusion[key]),
    })),
  ];
}
