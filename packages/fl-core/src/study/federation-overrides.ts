/** What of a study's federation section may be other for one run of it, and the study with that change made. */
import { z } from 'zod';
import { federationSchema, type Study } from './schema.ts';

type Federation = Study['federation'];
/** Null takes away what the study says and need not say, as a rule for stopping early. */
export type FederationOverrides = { readonly [K in keyof Federation]?: Federation[K] | null };

/** A field without what it is when left out: of an override, what is left out stays the study's. */
const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? bare(schema.unwrap() as z.ZodType)
    : schema;

const fields = Object.entries(federationSchema.shape).map(([key, schema]) => {
  const field = bare(schema);
  const mayBeTaken = schema.safeParse(null).success;
  return [key, (mayBeTaken ? z.null().or(field) : field).optional()];
});

/** Any of the section's fields, read as a study's are; names that no study knows are refused. */
export const federationOverridesSchema = z.strictObject(
  Object.fromEntries(fields),
) as unknown as z.ZodType<FederationOverrides>;

/** The study as one run of it goes: each field that is overridden replaces the study's as a whole. */
export function withOverrides(study: Study, overrides: FederationOverrides = {}): Study {
  const fields = Object.entries({ ...study.federation, ...overrides }).filter(([, value]) => value !== null);
  return { ...study, federation: Object.fromEntries(fields) as Federation };
}
