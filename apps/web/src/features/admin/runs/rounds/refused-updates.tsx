import type { EventView } from '@fedhealth/fl-core/protocol';
import { useSites } from '../../data/queries.ts';
import { countBySite } from './count-by-site.ts';
import { UpdateEvents } from './update-events.tsx';

/** Nothing was wrong with these: their round, or the run, was over when they came. */
const TOO_LATE: ReadonlySet<string | null> = new Set(['ROUND_CLOSED', 'RUN_OVER', 'RUN_UNKNOWN']);

/** The updates of a run that the coordinator did not take, how many of whom, and why. */
export function RefusedUpdates({ refused }: { refused: readonly EventView[] }) {
  const { data: sites } = useSites();
  const late = refused.filter(({ code }) => TOO_LATE.has(code));
  const unfit = refused.filter(({ code }) => !TOO_LATE.has(code));
  return (
    <>
      <UpdateEvents
        title="Refused updates"
        lead={`${countBySite(unfit, sites ?? [])}. These did not pass the coordinator’s checks and are not in any model. The rounds went on without them, and each hospital was told why.`}
        events={unfit}
        coded
      />
      <UpdateEvents
        title="Updates that came too late"
        lead={`${countBySite(late, sites ?? [])}. Nothing was wrong with them: their round, or the run, was over when they came, and they are not in any model.`}
        events={late}
        coded
      />
    </>
  );
}
