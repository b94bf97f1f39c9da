/** Looks whether a site's updates stand out from the others' over rounds, and alerts the administrator. */
import { type OddUpdate, updateFigures } from '@fedhealth/fl-core/aggregation';
import type { RunContext } from '../run/context.ts';

export function watchUpdates({ memory, parts, run, nameOf, byName }: RunContext): void {
  const { book } = memory;
  const steps = new Map(book.sketches().map((one) => [one.id, one]));
  const updates = byName([...steps.keys()]).flatMap((id) => steps.get(id) ?? []);
  for (const { site, odd, of, last } of memory.anomalies.observe(updateFigures(updates))) {
    void parts.bus.emit({
      level: 'warning',
      kind: 'update-anomaly',
      runId: run.id,
      siteId: site,
      round: book.round,
      message: `${nameOf(site)}: its updates stood out from the others’ in ${odd} of its last ${of} rounds. ${inWords(last)}`,
      topics: ['runs', 'sites'],
    });
  }
}

function inWords({ why, times, cosine }: OddUpdate): string {
  const how = {
    longer: `This one went ${times.toPrecision(3)} times as far as usual.`,
    shorter: `This one went only ${times.toPrecision(2)} times as far as usual.`,
    against: `This one pointed against the others’ (cosine ${cosine?.toFixed(2)}).`,
    astray: `This one had nothing to do with the others’ direction (cosine ${cosine?.toFixed(2)}).`,
  };
  return `${how[why]} Ask the hospital about its units and labels.`;
}
