import type { EventView } from '@fedhealth/fl-core/protocol';
import { useSites } from '../../data/queries.ts';
import { countBySite } from './count-by-site.ts';
import { UpdateEvents } from './update-events.tsx';

/** The updates of a run that the coordinator did not take, how many of whom, and why. */
export function RefusedUpdates({ refused }: { refused: readonly EventView[] }) {
  const { data: sites } = useSites();
  const counts = countBySite(refused, sites ?? []);
  return (
    <UpdateEvents
      title="Refused updates"
      lead={`${counts}. These did not pass the coordinator’s checks and are not in any model. The rounds went on without them, and each hospital was told why.`}
      events={refused}
      coded
    />
  );
}
