/** The whole profile as one HTML file: inline style and pictures, no script, nothing fetched. */
import type { Study } from '../../../study/schema.ts';
import type { Finding } from '../../types.ts';
import { boxFigure } from '../figures/box-figure.ts';
import { heatmapFigure } from '../figures/heatmap-figure.ts';
import { histogramFigure } from '../figures/histogram-figure.ts';
import { missingMatrixFigure } from '../figures/missing-figure.ts';
import { percent, shown } from '../figures/numbers.ts';
import {
  classBalanceFigure,
  LABEL_MEASURES,
  missingBarsFigure,
  withLabelFigure,
} from '../figures/profile-figures.ts';
import { escapeText } from '../figures/svg.ts';
import { timeFigure } from '../figures/time-figure.ts';
import type { ColumnProfile, Profile } from '../schema.ts';
import { OUTLIER_HEAD, outlierRows, overviewRows, summaryRows } from './feature-rows.ts';
import { figureHtml, paragraph, STYLE, sectionHtml, tableHtml } from './html.ts';

export interface ReportOptions {
  readonly title?: string;
  /** When the report was made, as it is to be shown. */
  readonly generatedAt?: Date | string;
  /** What was found when the file was checked for the study, as its page lists it. */
  readonly findings?: readonly Finding[];
}

const WIDTH = 760;
const SECTIONS = [
  ['overview', 'Overview'],
  ['findings', 'Findings'],
  ['balance', 'Class balance'],
  ['features', 'Features'],
  ['missing', 'Missing values'],
  ['correlations', 'Correlations'],
  ['outliers', 'Outliers'],
  ['time', 'Time'],
] as const;

/** A self-contained page. Every text of the file and the study is escaped; it follows the reader's light or dark scheme. */
export function renderProfileHtml(profile: Profile, study: Study, options: ReportOptions = {}): string {
  const title = options.title ?? `Profile of ${profile.overview.fileName}`;
  const made =
    options.generatedAt instanceof Date ? options.generatedAt.toISOString() : (options.generatedAt ?? null);
  const content: Record<(typeof SECTIONS)[number][0], string> = {
    overview: tableHtml(['', ''], overviewRows(profile)),
    findings: findingsHtml(options.findings),
    balance: figureHtml(classBalanceFigure(profile, WIDTH)),
    features: profile.columns.map((column) => featureHtml(column, study)).join(''),
    missing: missingHtml(profile),
    correlations: correlationsHtml(profile),
    outliers: outliersHtml(profile),
    time: timeHtml(profile),
  };
  const links = SECTIONS.map(([id, name]) => `<a href="#${id}">${name}</a>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeText(title)}</h1>
${paragraph(`Study: ${study.title}, version ${study.version}.${made ? ` Made ${made}.` : ''} This report holds exact values of the file: it is for this hospital only.`)}
<nav aria-label="Sections">${links}</nav>
</header>
<main>
${SECTIONS.map(([id, name]) => sectionHtml(id, name, content[id])).join('\n')}
</main>
</body>
</html>
`;
}

function findingsHtml(findings: readonly Finding[] = []): string {
  if (findings.length === 0) return paragraph('Nothing was found.');
  const rows = findings.map(({ severity, message, effect, rows }) => [
    severity,
    message,
    effect ?? '',
    rows.join(', '),
  ]);
  return tableHtml(['', 'Finding', 'What it does to training', 'Rows'], rows);
}

function featureHtml(column: ColumnProfile, study: Study): string {
  const label = study.label.column;
  const description = study.features.find(({ name }) => name === column.name)?.description;
  const values = column.topValues?.map(({ value, count, share, positives, labelled }) => [
    value,
    shown(count),
    percent(share),
    percent(labelled === 0 ? null : positives / labelled),
  ]);
  const { extremes } = column;
  return [
    `<h3>${escapeText(column.name)}${column.unit ? ` (${escapeText(column.unit)})` : ''}</h3>`,
    paragraph(`${description ? `${description}. ` : ''}${column.kind}, ${column.role}`),
    tableHtml(['', ''], summaryRows(column)),
    column.role === 'label' ? '' : figureHtml(histogramFigure(column, label, WIDTH)),
    column.role === 'label' ? '' : figureHtml(boxFigure(column, WIDTH)),
    extremes
      ? tableHtml(
          ['Extreme values', 'Value', 'Row'],
          [
            ...extremes.lowest.map(({ value, row }, i) => [`${i + 1}. lowest`, shown(value), String(row)]),
            ...extremes.highest.map(({ value, row }, i) => [`${i + 1}. highest`, shown(value), String(row)]),
          ],
        )
      : '',
    values ? tableHtml(['Most frequent', 'Rows', 'Share', `${label}: yes`], values) : '',
  ].join('\n');
}

function missingHtml(profile: Profile): string {
  if (profile.overview.missingCells === 0) return paragraph('No cell is missing.');
  const { together, matrix } = profile.missing;
  return [
    figureHtml(missingBarsFigure(profile, WIDTH)),
    figureHtml(missingMatrixFigure(matrix, WIDTH)),
    together.columns.length > 1
      ? figureHtml(heatmapFigure('Missing together', together.columns, together.matrix, WIDTH))
      : '',
  ].join('\n');
}

function correlationsHtml({ correlations, ...rest }: Profile): string {
  const { columns, pearson, spearman, mixed } = correlations;
  if (columns.length < 2) return paragraph('There are too few columns of numbers to correlate.');
  const figures = [
    heatmapFigure('Pearson', columns, pearson, WIDTH),
    heatmapFigure('Spearman', columns, spearman, WIDTH),
    heatmapFigure('Mixed: |Pearson|, correlation ratio, Cramér’s V', mixed.columns, mixed.matrix, WIDTH),
    ...(correlations.withLabel.length > 0
      ? LABEL_MEASURES.map((measure) => {
          const figure = withLabelFigure({ correlations, ...rest }, measure, WIDTH);
          return { ...figure, title: `${figure.title}: ${measure}` };
        })
      : []),
  ];
  return figures.map(figureHtml).join('\n');
}

function outliersHtml({ columns }: Profile): string {
  const rows = outlierRows(columns);
  return rows.length === 0 ? paragraph('There are no columns of numbers.') : tableHtml(OUTLIER_HEAD, rows);
}

function timeHtml({ time }: Profile): string {
  if (!time) return paragraph('The file has no column of times.');
  return time.columns
    .flatMap((column) =>
      (['hour', 'weekday', 'month'] as const).map((part) => timeFigure(time, column, part, WIDTH)),
    )
    .map(figureHtml)
    .join('\n');
}
