import { z } from 'zod';

/** A plain object keyed by names from outside. Unlike zod's own record it keeps every key, `__proto__` too. */
export const recordOf = <Value>(key: z.ZodType<string>, value: z.ZodType<Value>) =>
  z
    .unknown()
    .refine((raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw), 'expected an object')
    .transform((raw): unknown => Object.entries(raw as object))
    .pipe(z.array(z.tuple([key, value])))
    .transform((entries): Record<string, Value> => Object.fromEntries(entries));
