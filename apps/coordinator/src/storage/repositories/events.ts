/** What happened, in the order it happened. */
import { eventViewSchema } from '@fedhealth/fl-core/protocol';
import type { Selectable } from 'kysely';
import { now } from '../columns.ts';
import type { EventRecord, NewEvent } from '../records.ts';
import type { Database, Tables } from '../tables.ts';

export interface EventFilter {
  readonly runId?: string;
  /** At most this many; 100 unless told. */
  readonly limit?: number;
}

export interface EventStore {
  append(event: NewEvent): Promise<EventRecord>;
  /** Newest first. */
  list(filter?: EventFilter): Promise<EventRecord[]>;
}

export function createEventStore(db: Database): EventStore {
  return {
    append: (event) => appendEvent(db, event),
    async list({ runId, limit = 100 } = {}) {
      let query = db.selectFrom('events').selectAll();
      if (runId !== undefined) query = query.where('run_id', '=', runId);
      return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toEvent);
    },
  };
}

/** Appends an event in whatever transaction `db` is. */
export async function appendEvent(db: Database, event: NewEvent): Promise<EventRecord> {
  const { level, kind, message, runId = null, siteId = null, round = null, code = null } = event;
  const row = await db
    .insertInto('events')
    .values({ at: now(), level, kind, message, run_id: runId, site_id: siteId, round, code })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toEvent(row);
}

const toEvent = ({ run_id, site_id, ...row }: Selectable<Tables['events']>): EventRecord =>
  eventViewSchema.parse({ ...row, runId: run_id, siteId: site_id });
