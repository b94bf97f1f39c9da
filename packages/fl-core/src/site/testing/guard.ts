import { DEFAULT_SITE_RULES, type SiteRules } from '../../privacy/index.ts';
import type { SiteData } from '../data/site-data.ts';
import type { DisclosureStore } from '../guard/disclosure-memory.ts';
import { createSiteGuard, type SiteGuard } from '../guard/site-guard.ts';

/** A guard that was opened, with the usual rules unless told. */
export async function guardOf(
  data: SiteData,
  rules: Partial<SiteRules> = {},
  store: DisclosureStore | null = null,
  now: () => number = () => 1_000,
): Promise<SiteGuard> {
  const guard = createSiteGuard({
    data,
    rules: { ...DEFAULT_SITE_RULES, ...rules },
    store,
    fetchVersion: () => Promise.resolve(null),
    now,
  });
  await guard.open();
  return guard;
}
