/** What hospitals and the coordinator tell each other of data sets: shapes before a run, merged figures after. */
import { z } from 'zod';
import { recordOf } from '../lib/record-of.ts';
import type { Cell, DatasetCheck, DatasetShape, FederationSummary } from '../privacy/index.ts';

const count = z.number().int().min(0);
const finite = z.number().refine(Number.isFinite);
const name = z.string().max(500);
const share = z.number().min(0).max(1).nullable();
const text = z.string().max(1000);

/** First bin, last bin, records in them: of one hospital as a claim of its own bound, of all of them as a sum. */
const cellsOf = (records: z.ZodType<number>) =>
  z
    .array(z.tuple([count, count, records]).readonly() satisfies z.ZodType<Cell, unknown>)
    .max(4096)
    .readonly();
const cellsSchema = cellsOf(count);

/** The most that any count of a hospital may be: rows, steps, records of a value. */
export const MOST_COUNTED = 1_000_000_000;
export const claimedCount = count.max(MOST_COUNTED);
export const claimedCellsSchema = cellsOf(claimedCount);

/** What a hospital declares when it says that it is ready. */
export const datasetShapeSchema = z.object({
  columns: z
    .array(
      z.object({
        name,
        found: z.enum(['numbers', 'text', 'empty', 'absent']),
        unit: z.string().max(100).nullable(),
        usable: z.boolean(),
        missing: share,
        outside: share,
        mean: finite.nullable(),
        sd: finite.min(0).nullable(),
      }),
    )
    .max(20_000)
    .readonly(),
  labels: z.array(z.string().max(100)).max(2).readonly(),
}) satisfies z.ZodType<DatasetShape, unknown>;

export const datasetCheckSchema = z.object({
  check: z.enum(['columns', 'kinds', 'values', 'range', 'outcome', 'others', 'size']),
  verdict: z.enum(['pass', 'warn', 'block']),
  message: z.string().nullable(),
}) satisfies z.ZodType<DatasetCheck, unknown>;

/** How a hospital's data set stands against the study and the other hospitals'. */
export const checksMessageSchema = z.object({ checks: z.array(datasetCheckSchema).max(20).readonly() });
export type ChecksMessage = z.infer<typeof checksMessageSchema>;

export const federationSummarySchema = z.object({
  sites: count,
  features: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('numeric'),
          name,
          sites: count,
          count,
          mean: finite,
          sd: finite.min(0),
          quantiles: z.tuple([finite, finite, finite, finite, finite]).readonly(),
          edges: z.array(finite).min(2).max(4097).readonly(),
          cells: cellsSchema,
        }),
        z.object({
          kind: z.literal('choices'),
          name,
          sites: count,
          values: recordOf(name, count),
          other: count,
        }),
        z.object({ kind: z.literal('withheld'), name, reason: text }),
      ]),
    )
    .max(20_000)
    .readonly(),
}) satisfies z.ZodType<FederationSummary, unknown>;

/** The federation's figures of a run, on their way back to its hospitals. */
export const federationMessageSchema = z.object({
  run: z.string().min(1).max(64),
  summary: federationSummarySchema,
});
export type FederationMessage = z.infer<typeof federationMessageSchema>;
