import type { EventView } from '@fedhealth/fl-core/protocol';
import { UpdateEvents } from './update-events.tsx';

const KINDS: ReadonlySet<string> = new Set(['update-anomaly', 'update-clipped', 'share-held']);

/** Updates that were used although they stood out from the others', or after they were shortened or held to a share. */
export function UnusualUpdates({ events }: { events: readonly EventView[] }) {
  return (
    <UpdateEvents
      title="Unusual updates"
      lead="These are in the model. An update that stands out over several rounds may come from other patients, wrong units or swapped labels: ask the hospital before you trust the model."
      events={events.filter(({ kind }) => KINDS.has(kind))}
    />
  );
}
