/** Writes refusals down by hospital, without letting one hospital flood the store. */
import type { ProtocolError } from '@fedhealth/fl-core/protocol';
import type { EventBus, Topic } from '../../events/bus.ts';
import { createTokenBucket } from '../../pace/token-bucket.ts';

export interface Refusal {
  readonly siteId: string;
  readonly name: string;
  readonly error: ProtocolError;
  readonly runId?: string;
  readonly round?: number;
  readonly topics: readonly Topic[];
}

export interface RefusalLog {
  note(refusal: Refusal): void;
}

/** Each hospital's own: then the rest are counted, and told with the next that is written down. */
const LISTED = { capacity: 30, perSecond: 0.5 };

export function createRefusalLog(bus: EventBus, now?: () => number): RefusalLog {
  const sites = new Map<
    string,
    { readonly allow: () => boolean; readonly codes: Set<string>; unlisted: number }
  >();
  return {
    note({ siteId, name, error, topics, ...where }) {
      const site = sites.get(siteId) ?? {
        allow: createTokenBucket(LISTED, now),
        codes: new Set<string>(),
        unlisted: 0,
      };
      sites.set(siteId, site);
      // The first of a kind is news, however many of another kind came before it.
      const isNews = !site.codes.has(error.code);
      site.codes.add(error.code);
      if (!site.allow() && !isNews) {
        site.unlisted++;
        return;
      }
      const more = site.unlisted > 0 ? ` (${site.unlisted} more before this were not listed.)` : '';
      site.unlisted = 0;
      void bus.emit({
        level: 'warning',
        kind: 'update-refused',
        ...where,
        siteId,
        code: error.code,
        message: `${name}: ${error.message}${more}`,
        topics,
      });
    },
  };
}
