/** Runs and their rounds in the REST API. */
import { z } from 'zod';
import { runPlanSchema, runStatusSchema } from './messages.ts';
import { metricsViewSchema } from './metrics-view.ts';

const when = z.string();
const figure = z.number().nullable();

export const startRunSchema = z
  .object({
    studyId: z.string(),
    /** Decides the first weights and the order of rows; random unless told. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .optional(),
  })
  .extend(runPlanSchema.partial().shape);
export type StartRun = z.infer<typeof startRunSchema>;

export const runSummaryViewSchema = z.object({
  id: z.string(),
  /** Counts up from 1: what people call the run. */
  number: z.number(),
  studyId: z.string(),
  studyVersion: z.number(),
  status: runStatusSchema,
  plan: runPlanSchema,
  /** Decided the first weights, the order of rows and the choice of sites: the same again repeats the run. */
  seed: z.number().optional(),
  round: z.number(),
  /** Sites recruited. */
  sites: z.number(),
  startedAt: when,
  finishedAt: when.nullable(),
  /** The newest figures on the coordinator's validation rows, else merged from the sites. */
  auc: figure,
  message: z.string().nullable(),
  modelVersion: z.number().nullable(),
});
export type RunSummaryView = z.output<typeof runSummaryViewSchema>;

export const roundViewSchema = z.object({
  round: z.number(),
  attempt: z.number(),
  status: z.enum(['fitting', 'completed', 'failed']),
  startedAt: when,
  finishedAt: when.nullable(),
  seconds: z.number().nullable(),
  /** Time in seconds of the round's parts, at the coordinator. */
  timing: z.object({ fit: figure, aggregate: figure, evaluate: figure }),
  /** Example-weighted mean of the sites' training loss. */
  trainLoss: figure,
  /** The new global model on the coordinator's validation rows, where there are any. */
  validation: metricsViewSchema.nullable(),
  /** The incoming global model on the sites' test rows, merged. */
  combined: metricsViewSchema.nullable(),
  sites: z.array(
    z.object({
      siteId: z.string(),
      name: z.string(),
      /** `rested`: it was at hand, and not chosen to train in this round. */
      outcome: z.enum(['working', 'done', 'measured', 'refused', 'late', 'lost', 'failed', 'rested']),
      examples: z.number().nullable(),
      loss: figure,
      seconds: figure,
      bytes: z.number().nullable(),
      metrics: metricsViewSchema.nullable(),
      /** What its update was worth in the mean, from 0 to 1; left out by strategies that average nothing. */
      share: z.number().optional(),
      /** What its counts claimed; more than `share` where that was held to the most for unconfirmed rows. */
      claimedShare: z.number().optional(),
      /** How far its update went, as an Euclidean norm, and in how many steps. */
      norm: z.number().optional(),
      steps: z.number().optional(),
    }),
  ),
});
export type RoundView = z.output<typeof roundViewSchema>;

export const runDetailViewSchema = runSummaryViewSchema.extend({
  roundList: z.array(roundViewSchema),
  /** The final model on each site's test rows, once the run is over. */
  finalSites: z.array(z.object({ siteId: z.string(), name: z.string(), metrics: metricsViewSchema })),
  finalCombined: metricsViewSchema.nullable(),
});
export type RunDetailView = z.output<typeof runDetailViewSchema>;
