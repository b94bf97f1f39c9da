/** The hospital's own rules: what it holds to whatever a coordinator asks. Set at the hospital, by nobody else. */
import { z } from 'zod';
import { MIN_CELL } from './rules.ts';

export const siteRulesSchema = z.object({
  /**
   * The fewest training rows whose update may leave, counted in patients where the study has subjects. From the update of
   * fewer, rows can be worked out.
   */
  minTrainingPeople: z.number().int().min(MIN_CELL).max(1_000_000).default(20),
  /** So many runs a day may ask of the same rows. */
  runsPerDay: z.number().int().min(1).max(1000).default(10),
  /** A run may train on a model that this hospital has not seen made. */
  trustsUnseenModels: z.boolean().default(false),
});

export type SiteRules = Readonly<z.output<typeof siteRulesSchema>>;

export const DEFAULT_SITE_RULES: SiteRules = siteRulesSchema.parse({});
