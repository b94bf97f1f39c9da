/** A confirmed mapping as it may be kept for the next file of the same shape: names only, no values of cells. */
import { z } from 'zod';
import type { Study } from '../../study/schema.ts';
import type { Table } from '../table.ts';
import type { Mapping } from './mapping.ts';
import { chooseColumn, proposeMapping } from './propose-mapping.ts';

const name = z.string().max(1000);

export const mappingDecisionsSchema = z.object({
  /** The study's column → the file's column and the conversion's id; left out, header and values tell it. */
  columns: z
    .array(z.object({ study: name, file: name.nullable(), conversion: name.nullable().optional() }))
    .max(20_000),
  /** Numbers that stand for nothing but are readings here. */
  kept: z.array(z.object({ study: name, value: z.number() })).max(1000),
  /** Texts that count as missing, and texts that do not, other than by default. */
  missing: z.array(name).max(1000),
  notMissing: z.array(name).max(1000),
  dateOrder: z.enum(['dayFirst', 'monthFirst']).nullable(),
  timeZone: name.nullable(),
});

/** What a person decided about a file of one shape. */
export type MappingDecisions = z.infer<typeof mappingDecisionsSchema>;

export const noDecisions: MappingDecisions = {
  columns: [],
  kept: [],
  missing: [],
  notMissing: [],
  dateOrder: null,
  timeZone: null,
};

/** The proposal with a person's decisions in place of its own. */
export function mappingFrom(table: Table, study: Study, decisions: MappingDecisions): Mapping {
  let mapping = proposeMapping(table, study);
  for (const { study: of, file, conversion } of decisions.columns) {
    const now = mapping.columns.find((match) => match.study === of);
    if (!now || (file !== null && !table.columns.some((column) => column.name === file))) continue;
    if (now.file !== file || (conversion !== undefined && now.conversion !== conversion))
      mapping = chooseColumn(mapping, table, study, { study: of, file, conversion });
  }
  return {
    columns: mapping.columns,
    sentinels: mapping.sentinels.map((sentinel) => ({
      ...sentinel,
      missing: !decisions.kept.some(
        ({ study: of, value }) => of === sentinel.study && value === sentinel.value,
      ),
    })),
  };
}
