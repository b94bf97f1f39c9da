/** An administrator says that a hospital's row counts are right: from then on they weigh as what they are. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import type { EventBus } from '../events/bus.ts';
import type { ConfirmedRows } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

export interface RowConfirmations {
  /** `rows`: the training rows that the administrator saw. Problems: `SITE_UNKNOWN`, `NO_ROWS`, `ROWS_CHANGED`. */
  confirm(siteId: string, rows: number): Promise<Result<ConfirmedRows>>;
}

export function createRowConfirmations(store: Store, bus: EventBus): RowConfirmations {
  return {
    async confirm(siteId, rows) {
      const site = await store.sites.get(siteId);
      if (site === undefined) return fail({ code: 'SITE_UNKNOWN', message: 'There is no such hospital.' });
      const { name, trainRows, testRows } = site;
      if (trainRows === null || testRows === null)
        return fail({ code: 'NO_ROWS', message: `${name} has not said yet how many rows it has.` });
      if (trainRows !== rows)
        return fail({
          code: 'ROWS_CHANGED',
          message: `${name} says that it has ${trainRows} training rows now, not ${rows}. Nothing was confirmed; look at the new count.`,
        });
      const confirmed = { trainRows, testRows, at: new Date().toISOString() };
      await store.sites.patch(siteId, { confirmed });
      await bus.emit({
        level: 'info',
        kind: 'rows-confirmed',
        siteId,
        message: `${name}: an administrator confirmed its ${trainRows} training and ${testRows} test rows. They count as they are, up to a tenth more.`,
        topics: ['sites'],
      });
      return ok(confirmed);
    },
  };
}
