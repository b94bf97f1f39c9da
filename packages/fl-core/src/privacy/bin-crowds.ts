import { binOf, type PreparedDataset } from '../preprocessing/index.ts';
import type { HistogramEdges } from '../preprocessing/types.ts';
import { numericReader, studyColumns } from '../quality/index.ts';
import { addTo, type Crowd, peopleOf } from './people.ts';

/**
 * Who is in each bin of each numeric feature, of the training rows. Empty where the file has no subject column: rows are
 * people then, and the counts say it.
 */
export function binCrowds(file: PreparedDataset, edges: HistogramEdges): Map<string, Crowd[]> {
  const { table, study, train } = file;
  const columns = studyColumns(table, study);
  if (!columns.subject) return new Map();
  const personOf = peopleOf(table, study);
  const crowds = new Map<string, Crowd[]>();
  study.features.forEach((feature, index) => {
    const own = Object.hasOwn(edges, feature.name) ? (edges[feature.name] ?? []) : [];
    if (feature.kind !== 'numeric' || own.length < 2) return;
    const read = numericReader(columns.features[index], feature.range);
    const bins = Array.from({ length: own.length - 1 }, (): Crowd => new Set());
    for (const row of train) {
      const value = read(row);
      const bin = Number.isNaN(value) ? undefined : bins[binOf(own, value)];
      if (bin) addTo(bin, personOf(row));
    }
    crowds.set(feature.name, bins);
  });
  return crowds;
}
