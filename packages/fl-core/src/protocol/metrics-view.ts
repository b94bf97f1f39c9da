/** Figures of a model as the REST API gives them; null where they mean nothing. */
import { z } from 'zod';

const figure = z.number().nullable();

export const metricsViewSchema = z.object({
  n: z.number(),
  accuracy: figure,
  precision: figure,
  recall: figure,
  f1: figure,
  auc: figure,
  logLoss: figure,
  brier: figure,
  confusion: z.object({ tp: z.number(), fp: z.number(), tn: z.number(), fn: z.number() }),
});
