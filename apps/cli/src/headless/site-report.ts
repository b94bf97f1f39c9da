/** What a simulated site tells the simulation when a run is over, through the pipe between the processes. */
import { metricsViewSchema } from '@fedhealth/fl-core/protocol';
import type { SiteSnapshot } from '@fedhealth/fl-core/site';
import { z } from 'zod';

export const siteReportSchema = z.object({
  kind: z.literal('report'),
  engine: z.string(),
  trainRows: z.number(),
  testRows: z.number(),
  global: metricsViewSchema,
  local: metricsViewSchema.nullable(),
  /** This hospital's own version of the model, where the study makes one. */
  personal: metricsViewSchema.nullable(),
  /** Which engine broke or did not start, in a sentence; null when none did. */
  notice: z.string().nullable(),
  upPerRound: z.number(),
  downPerRound: z.number(),
});
export type SiteReport = z.infer<typeof siteReportSchema>;

export interface ReportedSite {
  readonly trainRows: number;
  readonly testRows: number;
  readonly downPerRound: number;
  /** A model trained here alone is waited for. */
  readonly compares: boolean;
  /** So is a personal model. */
  readonly personalises: boolean;
}

/** The report once the run is over and, where asked for, compared; null before. */
export function reportOf(snapshot: SiteSnapshot, site: ReportedSite): SiteReport | null {
  const { comparison, engine, engines, problem } = snapshot;
  if (comparison === null) return null;
  const waiting =
    (site.compares && comparison.local === null) || (site.personalises && comparison.personal === undefined);
  if (waiting && problem === null) return null;
  const fits = snapshot.ledger.entries.filter((entry) => entry.kind === 'fit').map((entry) => entry.bytes);
  return {
    kind: 'report',
    engine: engine ?? 'unknown',
    trainRows: site.trainRows,
    testRows: site.testRows,
    global: comparison.global,
    local: comparison.local,
    personal: comparison.personal ?? null,
    notice: engines?.notice ?? null,
    upPerRound: Math.max(0, ...fits),
    downPerRound: site.downPerRound,
  };
}
