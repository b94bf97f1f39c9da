/** Where a model comes from: how updates were combined, and whose. */
import { readStrategy } from '@fedhealth/fl-core/aggregation';
import { modelViewSchema } from '@fedhealth/fl-core/protocol';
import type { ModelRecord } from '../records.ts';
import type { Database } from '../tables.ts';

export const contributionsSchema = modelViewSchema.shape.contributions;

/** The strategy with every parameter; null when it is not kept, or of a kind that is no more. */
export function readStoredStrategy(text: string | null): ModelRecord['strategy'] {
  if (text === null) return null;
  const read = readStrategy(JSON.parse(text));
  return read.ok ? { ...read.value, parameters: { ...read.value.parameters } } : null;
}

/** Sites whose updates are in the rounds that made the model, in the order of their names. */
export async function contributionsOf(
  db: Database,
  runId: string,
  round: number,
): Promise<ModelRecord['contributions']> {
  const rows = await db
    .selectFrom('round_sites as part')
    .innerJoin('rounds', (join) =>
      join
        .onRef('rounds.run_id', '=', 'part.run_id')
        .onRef('rounds.round', '=', 'part.round')
        .onRef('rounds.attempt', '=', 'part.attempt'),
    )
    .leftJoin('sites', 'sites.id', 'part.site_id')
    .select((e) => [
      'part.site_id as siteId',
      'sites.name',
      e.fn.countAll<number>().as('rounds'),
      e.fn.max<number | null>('part.examples').as('examples'),
    ])
    .where('part.run_id', '=', runId)
    .where('part.round', '<=', round)
    .where('part.outcome', '=', 'done')
    .where('rounds.status', '=', 'completed')
    .groupBy(['part.site_id', 'sites.name'])
    .orderBy('sites.name')
    .execute();
  return rows.map(({ siteId, name, rounds, examples }) => ({
    siteId,
    name: name ?? siteId,
    rounds,
    examples,
  }));
}
