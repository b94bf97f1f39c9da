/** Which column of a file is which of a study's, and what happens to its values. */
import { z } from 'zod';

const name = z.string().max(1000);

export const columnMatchSchema = z.object({
  /** The study's column. */
  study: name,
  role: z.enum(['feature', 'label', 'timestamp', 'subject', 'split']),
  /** The file's column; null when none is used. */
  file: name.nullable(),
  /**
   * `exact`: the very name. `name`: but for case, spaces, signs and a unit. `alias`: another name for the same.
   * `unit`: the only column in that unit. `chosen`: by a person. `none`: no column was found.
   */
  how: z.enum(['exact', 'name', 'alias', 'unit', 'chosen', 'none']),
  /** Id of a conversion (`°F→°C`); null leaves the values as they are. */
  conversion: name.nullable(),
  /** What the conversion was concluded from. */
  because: z.enum(['header', 'values', 'chosen']).nullable(),
  /** What is in doubt: which column it is, or (told by the values alone) which unit it is in. */
  asks: z.enum(['column', 'unit']).nullable(),
  /** The same in a sentence; null when there is no doubt. */
  question: z.string().max(2000).nullable(),
});

/** A number that stands for “nothing was measured”, such as 9999. */
export const sentinelSchema = z.object({
  study: name,
  value: z.number(),
  count: z.number(),
  missing: z.boolean(),
});

export const mappingSchema = z.object({
  columns: z.array(columnMatchSchema),
  sentinels: z.array(sentinelSchema),
});

export type ColumnMatch = z.infer<typeof columnMatchSchema>;
export type Sentinel = z.infer<typeof sentinelSchema>;
export type Mapping = z.infer<typeof mappingSchema>;
