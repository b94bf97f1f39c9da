/** Coordinator: histograms as they arrived, as counts by bin again. */
import { fail, ok, type Result } from '../lib/result.ts';
import type { HistogramEdges, HistogramSummary } from '../preprocessing/types.ts';
import { areCells, spreadCells } from './cells.ts';
import type { ProtectedHistograms } from './disclosure-control.ts';

/** Problem: `SUMMARY_UNFIT`, when cells do not cover the bins between `edges` or count too little. */
export function openHistograms(told: ProtectedHistograms, edges: HistogramEdges): Result<HistogramSummary> {
  const numeric: [string, number[]][] = [];
  for (const [name, cells] of Object.entries(told.numeric)) {
    const own = Object.hasOwn(edges, name) ? (edges[name] ?? []) : [];
    if (!areCells(cells, own.length - 1)) {
      const message = `The histogram of “${name}” has cells that do not fit its edges or hold too few records.`;
      return fail({ code: 'SUMMARY_UNFIT', message });
    }
    numeric.push([name, spreadCells(cells, own)]);
  }
  return ok({ numeric: Object.fromEntries(numeric) });
}
