/** Both sides hear of it when a hospital is not waited for any more, and when it is again. */
import type { RoundEffect } from '@fedhealth/fl-core/round';
import type { RunContext } from '../run/context.ts';

export async function tellAside(
  { run, parts, nameOf, tell }: RunContext,
  { kind, site, round }: Extract<RoundEffect, { kind: 'setAside' | 'takeBack' }>,
): Promise<void> {
  const name = nameOf(site);
  tell();
  await parts.bus.emit({
    level: kind === 'setAside' ? 'warning' : 'info',
    kind: kind === 'setAside' ? 'site-set-aside' : 'site-taken-back',
    runId: run.id,
    siteId: site,
    round,
    message:
      kind === 'setAside'
        ? `${name}: twice in a row no answer came in time, or none that could be read. The run does not wait for it any more; it still gets the work, and an answer brings it back.`
        : `${name}: it has answered, and is waited for again.`,
    topics: ['runs', 'sites'],
  });
}
