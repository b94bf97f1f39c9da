import type { EventView, SiteView } from '@fedhealth/fl-core/protocol';

/** "5 in all: North 3, South 2", most first. */
export function countBySite(
  events: readonly Pick<EventView, 'siteId'>[],
  sites: readonly Pick<SiteView, 'id' | 'name'>[],
): string {
  const counts = new Map<string, number>();
  for (const { siteId } of events) {
    const name = sites.find(({ id }) => id === siteId)?.name ?? siteId ?? 'unknown';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`);
  return `${events.length} in all: ${parts.join(', ')}`;
}
