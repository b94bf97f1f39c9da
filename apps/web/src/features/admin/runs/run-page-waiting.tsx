import { Page } from '../../../components/page.tsx';
import { Waiting } from '../parts/query-view.tsx';

/** Stands in for the page of a run until its first answer is there. */
export function RunPageWaiting() {
  return (
    <Page title="Run" size="xl">
      <Waiting what="the run" rows={6} />
    </Page>
  );
}
