import type { SiteView } from '@fedhealth/fl-core/protocol';

export interface SiteFilter {
  readonly name: string;
  readonly state: 'all' | 'connected' | 'offline' | 'ready';
}

type Site = Pick<SiteView, 'name' | 'connected' | 'ready'>;

const STATES: Record<SiteFilter['state'], (site: Site) => boolean> = {
  all: () => true,
  connected: ({ connected }) => connected,
  offline: ({ connected }) => !connected,
  ready: isReady,
};

/** It can be recruited now: it has said so, and is connected. */
export function isReady({ connected, ready }: Pick<Site, 'connected' | 'ready'>): boolean {
  return connected && ready;
}

/** The sites that pass, in the order they came. */
export function filterSites<S extends Site>(sites: readonly S[], { name, state }: SiteFilter): S[] {
  const sought = name.trim().toLowerCase();
  return sites.filter((site) => STATES[state](site) && site.name.toLowerCase().includes(sought));
}

/** How many hospitals there are, are connected, and could be recruited now. */
export function countSites(sites: readonly Site[]): { all: number; connected: number; ready: number } {
  return {
    all: sites.length,
    connected: sites.filter(({ connected }) => connected).length,
    ready: sites.filter(isReady).length,
  };
}
