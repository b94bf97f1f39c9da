/** What of a study's federation section may be other for one run of it, and the study with that change made. */
import { z } from 'zod';
import { federationSchema, type Study } from './schema.ts';

type Federation = Study['federation'];
export type FederationOverrides = Partial<Federation>;

/** A field without what it is when left out: of an override, what is left out stays the study's. */
const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? bare(schema.unwrap() as z.ZodType)
    : schema;

const fields = Object.entries(federationSchema.shape).map(([key, schema]) => [key, bare(schema).optional()]);

/** Any of the section's fields, read as a study's are; names that no study knows are refused. */
export const federationOverridesSchema = z.strictObject(
  Object.fromEntries(fields),
) as unknown as z.ZodType<FederationOverrides>;

/** The study as one run of it goes: each field that is overridden replaces the study's as a whole. */
export const withOverrides = (study: Study, overrides: FederationOverrides = {}): Study => ({
  ...study,
  federation: { ...study.federation, ...overrides },
});
