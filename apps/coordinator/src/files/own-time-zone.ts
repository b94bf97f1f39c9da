import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { isTimeZone } from '@fedhealth/fl-core/table';

/** The time zone that a person named, or else this machine's. Problem: `TIME_ZONE_UNKNOWN`. */
export function ownTimeZone(named: string | undefined): Result<string> {
  if (named === undefined) return ok(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (isTimeZone(named)) return ok(named);
  const message = `There is no time zone “${named}”. Pass --time-zone with a name such as Europe/Paris or UTC.`;
  return fail({ code: 'TIME_ZONE_UNKNOWN', message });
}
