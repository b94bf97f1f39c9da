/** Every column that a file should have for a study, and what it holds, as a person reads it. */
import type { Feature, Study } from '@fedhealth/fl-core/study';

export interface RequiredColumn {
  readonly name: string;
  readonly holds: string;
  readonly unit: string | null;
  readonly from: string;
}

const SOURCES: Readonly<Record<string, string>> = {
  wearable: 'Wearable',
  air: 'Air',
  weather: 'Weather',
  clinical: 'Clinical record',
  other: '',
};

/** More values than these are not read through. */
const MOST_LISTED = 12;

export function requiredColumns(study: Study): RequiredColumn[] {
  const { features, label, subject, timestamp, split } = study;
  const known = new Set(features.map(({ name }) => name));
  const columns: RequiredColumn[] = features.map((feature) => ({
    name: feature.name,
    holds: [feature.description ?? kindOf(feature), ...allowed(feature)].join('. '),
    unit: feature.unit ?? null,
    from: SOURCES[feature.source] ?? feature.source,
  }));
  const add = (name: string | undefined, holds: string, from = ''): void => {
    if (name === undefined || known.has(name)) return;
    known.add(name);
    columns.push({ name, holds, unit: null, from });
  };
  add(
    label.column,
    `${label.description ?? 'What is learned'}: ${label.positive} means yes`,
    'What is learned',
  );
  add(subject, 'Whose row it is: any code that is the same for all rows of one person. It stays here');
  add(timestamp, 'Date and time of the reading');
  if (split.kind === 'column')
    add(split.column, `Which rows are kept for testing: those with “${split.test}”`);
  return columns;
}

const kindOf = ({ kind }: Feature): string =>
  kind === 'numeric' ? 'A number' : kind === 'boolean' ? 'Yes or no' : 'A value';

function allowed({ kind, ...feature }: Feature): string[] {
  const categories = 'categories' in feature ? (feature.categories ?? []) : [];
  if (kind !== 'categorical' || categories.length === 0) return [];
  const more = categories.length - MOST_LISTED;
  return [`One of ${categories.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
