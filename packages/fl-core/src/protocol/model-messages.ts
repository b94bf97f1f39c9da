/** What hospitals and the coordinator tell each other of finished models. */
import { z } from 'zod';

const version = z.number().int().min(1);
const when = z.string().max(40);
const count = z.number().int().min(0);
const share = z.number().min(0).max(1).nullable();

/** `candidate`: never in use yet; `production`: the one to predict with; `archived`: was it once. */
export const modelStageSchema = z.enum(['candidate', 'production', 'archived']);
export type ModelStage = z.infer<typeof modelStageSchema>;

/** A finished model as every hospital of its study may know it: no other hospital's name. */
export const siteModelSchema = z.object({
  version,
  stage: modelStageSchema,
  createdAt: when,
  /** Rounds it was trained for. */
  round: count,
  /** How many hospitals contributed. */
  sites: count,
  /** On the coordinator's validation rows, else on the hospitals' test rows. */
  auc: share,
});
export type SiteModel = z.infer<typeof siteModelSchema>;

export const siteModelsSchema = z.object({ models: z.array(siteModelSchema).max(500) });
export type SiteModels = z.infer<typeof siteModelsSchema>;

/** The model to predict with, told at hello and whenever it becomes another. */
export const productionSchema = z.object({
  model: siteModelSchema,
  /** Since when it is the one. */
  since: when,
  /** The version that was the one before; null when this is the first. */
  former: version.nullable(),
  /** It came back because the one after it was withdrawn. */
  rolledBack: z.boolean(),
});
export type Production = z.infer<typeof productionSchema>;
