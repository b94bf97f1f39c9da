/** The same rows get the same answer, whatever is asked: only what was told before is told again (SPEC.md, Q12). */
import { ok, type Result } from '../../lib/result.ts';
import { binOf } from '../../preprocessing/index.ts';
import type { HistogramEdges } from '../../preprocessing/types.ts';
import { joinBins, type ProtectedHistograms, spreadCells } from '../../privacy/index.ts';
import type { SiteData } from '../data/site-data.ts';
import type { ToldAnswer } from './disclosure-memory.ts';

/** The data with what was told of it before in place of what it would tell now. */
export function asToldBefore(data: SiteData, answer: ToldAnswer): SiteData {
  return {
    ...data,
    trainRows: answer.moments.rows,
    moments: () => answer.moments,
    shape: () => answer.shape,
    histograms: (edges): Result<ProtectedHistograms> =>
      answer.histograms ? ok(between(answer.histograms, edges)) : data.histograms(edges),
  };
}

/**
 * Cells that were told, between other edges: each cell's records are spread over its width as the coordinator spreads them,
 * and joined again. What comes of it could be worked out from the first answer.
 */
export function between(
  told: { readonly edges: HistogramEdges; readonly cells: ProtectedHistograms },
  edges: HistogramEdges,
): ProtectedHistograms {
  const numeric = Object.entries(told.cells.numeric).map(([name, cells]) => {
    const [from, to] = [told.edges[name] ?? [], edges[name] ?? []];
    if (from.length === to.length && from.every((edge, index) => edge === to[index]))
      return [name, cells] as const;
    const counts = new Array<number>(Math.max(0, to.length - 1)).fill(0);
    spreadCells(cells, from).forEach((count, bin) => {
      const middle = ((from[bin] ?? 0) + (from[bin + 1] ?? 0)) / 2;
      const into = binOf(to, middle);
      counts[into] = (counts[into] ?? 0) + count;
    });
    return [name, joinBins(counts)] as const;
  });
  return { numeric: Object.fromEntries(numeric) };
}
