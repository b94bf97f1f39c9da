/** Everything under `/admin`: signed-in people only. */
import { Navigate, Route, Routes } from 'react-router';
import { OnDemand } from '../../components/on-demand.tsx';
import { createPart } from '../../lib/fetch-part.ts';
import { EventsPage } from './events/events-page.tsx';
import { AdminFrame } from './frame/admin-frame.tsx';
import { InvitesPage } from './invites/invites-page.tsx';
import { ModelsPage } from './models/models-page.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import { Waiting } from './parts/query-view.tsx';
import { NewRunPage } from './runs/new/new-run-page.tsx';
import { RunPageWaiting } from './runs/run-page-waiting.tsx';
import { RunsPage } from './runs/runs-page.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { SitesPage } from './sites/sites-page.tsx';
import { NewStudyPage } from './studies/new-study-page.tsx';
import { StudiesPage } from './studies/studies-page.tsx';
import { StudyPage } from './studies/study-page.tsx';

// The chart library is needed on these pages only.
const compareModels = createPart(() => import('./models/compare-page.tsx'));
const run = createPart(() => import('./runs/run-page.tsx'));
const compareRuns = createPart(() => import('./runs/compare/compare-page.tsx'));

export default function AdminRoutes() {
  return (
    <SessionGate>
      <AdminFrame>
        <Routes>
          <Route index element={<OverviewPage />} />
          <Route path="sites" element={<SitesPage />} />
          <Route path="runs" element={<RunsPage />} />
          <Route path="runs/new" element={<NewRunPage />} />
          <Route
            path="runs/compare"
            element={
              <OnDemand part={compareRuns} what="the comparison" waiting={<RunPageWaiting />}>
                {({ ComparePage }) => <ComparePage />}
              </OnDemand>
            }
          />
          <Route
            path="runs/:id"
            element={
              <OnDemand part={run} what="the run" waiting={<RunPageWaiting />}>
                {({ RunPage }) => <RunPage />}
              </OnDemand>
            }
          />
          <Route path="studies" element={<StudiesPage />} />
          <Route path="studies/new" element={<NewStudyPage />} />
          <Route path="studies/:id" element={<StudyPage />} />
          <Route path="models" element={<ModelsPage />} />
          <Route
            path="models/compare"
            element={
              <OnDemand
                part={compareModels}
                what="the comparison"
                waiting={<Waiting what="the comparison" />}
              >
                {({ ComparePage }) => <ComparePage />}
              </OnDemand>
            }
          />
          <Route path="events" element={<EventsPage />} />
          <Route path="invites" element={<InvitesPage />} />
          <Route path="*" element={<Navigate to="/admin" replace />} />
        </Routes>
      </AdminFrame>
    </SessionGate>
  );
}
