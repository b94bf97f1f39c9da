/** Which hospitals' pages can train as a run asks; an older page would do without, and nobody would see it. */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { protocolError, type SiteAbility } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { EventBus } from '../../events/bus.ts';
import type { ReadySite, SiteLink } from '../run/site-link.ts';

type Page = Pick<ReadySite, 'id' | 'name' | 'abilities'>;

/** What a run of this study, with what its plan changes, asks of a page. A personal model is asked of none. */
export function abilitiesNeeded({ federation }: Pick<Study, 'federation'>): readonly SiteAbility[] {
  const strategy = parseStrategy(federation.strategy);
  if (!strategy.ok) return [];
  const { proximalMu = 0, learningRate } = strategy.value.configure(1);
  const asks = strategy.value.controlVariates || proximalMu > 0 || learningRate !== undefined;
  return asks ? ['instructions'] : [];
}

/** Whether the page is too old for the run; the administrator is told. */
export function isOutdated(bus: EventBus, { id, name, abilities }: Page, study: Study): boolean {
  if (abilitiesNeeded(study).every((ability) => abilities.includes(ability))) return false;
  void bus.emit({
    level: 'warning',
    kind: 'site-blocked',
    siteId: id,
    code: 'PAGE_OUTDATED',
    message: `${name} was not recruited: its page is an older one, which cannot train as the strategy ${study.federation.strategy.kind} asks. Have it reloaded there.`,
    topics: ['sites'],
  });
  return true;
}

/** Ends the connection of a site whose page is too old for the run. */
export function sendAwayOutdated(
  { link, bus }: { readonly link: SiteLink; readonly bus: EventBus },
  site: Page,
  study: Study,
): boolean {
  const outdated = isOutdated(bus, site, study);
  if (outdated) link.dismissSite(site.id, protocolError('PAGE_OUTDATED'));
  return outdated;
}
