/** The six steps of taking part; those behind fold away once the hospital has joined. */
import type { InvitationView } from '@fedhealth/fl-core/protocol';
import { Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Step } from '../components/step.tsx';
import { DatasetStep } from '../features/dataset/dataset-step.tsx';
import { ResultStep } from '../features/evaluation/result-step.tsx';
import { StudyDetails } from '../features/invitation/study-details.tsx';
import { JoinStep } from '../features/joining/join-step.tsx';
import { PlanTable } from '../features/joining/plan-table.tsx';
import { PredictionStep } from '../features/prediction/prediction-step.tsx';
import { ProductionNews } from '../features/prediction/production-news.tsx';
import { LiveStep } from '../features/training/live-step.tsx';
import { formatMany } from '../lib/format.ts';
import { showsPastRun } from '../store/participation-slice.ts';
import { type SiteState, useSiteStore } from '../store/site-store.ts';
import { siteProgress } from './site-progress.ts';

const walkPart = ({ snapshot: { joined, comparison, plan, name } }: SiteState) => ({
  joined,
  comparison,
  plan,
  name,
});

export function SiteWalk({ invitation, invite }: { invitation: InvitationView; invite: string }) {
  // Parts, not the whole: a snapshot comes several times a second while training goes on.
  const progress = useSiteStore(useShallow(siteProgress));
  const dataset = useSiteStore((state) => state.dataset);
  const { joined, comparison, plan, name: joinedAs } = useSiteStore(useShallow(walkPart));
  const past = useSiteStore(showsPastRun);
  const name = useSiteStore((state) => state.name);
  const live = useRef<HTMLHeadingElement>(null);
  const taking = useRef<HTMLHeadingElement>(null);
  const before = useRef(joined);
  useEffect(() => {
    // The button that was pressed is gone; the keyboard and the eye go on at what follows from it.
    if (joined !== before.current) (joined ? live : taking).current?.focus();
    before.current = joined;
  }, [joined]);

  return (
    <Stack gap="lg">
      {joined && <ProductionNews />}
      <Step
        number={1}
        title="The study"
        state={progress.study}
        folded={joined || dataset.status !== 'none'}
        summary={`${formatMany(invitation.sites, 'hospital has', 'hospitals have')} joined so far.`}
      >
        <StudyDetails invitation={invitation} />
      </Step>
      <Step
        number={2}
        title="Your data"
        state={progress.data}
        folded={joined}
        summary={
          joined && dataset.status === 'ready'
            ? `${joinedAs ?? name}: ${dataset.summary.fileName}, ${formatMany(dataset.summary.rows, 'row')}.`
            : 'Say who you are and open a file. It is read and checked on this computer.'
        }
      >
        <DatasetStep study={invitation.study} />
      </Step>
      <Step
        number={3}
        title="Taking part"
        titleRef={taking}
        state={progress.join}
        folded={joined}
        summary={
          joined
            ? 'You agreed to the plan.'
            : progress.join === 'waiting'
              ? 'Open a file that can be used first.'
              : 'What you agree to.'
        }
      >
        {joined ? (
          <PlanTable study={invitation.study} plan={plan ?? invitation.plan} />
        ) : (
          <JoinStep invitation={invitation} invite={invite} />
        )}
      </Step>
      <Step
        number={4}
        title="The run"
        state={progress.live}
        titleRef={live}
        summary={joined ? undefined : 'Begins once you take part and the administrator starts it.'}
      >
        <LiveStep />
      </Step>
      <Step
        number={5}
        title="The result"
        state={progress.result}
        summary={
          progress.modelVersion === null
            ? 'The shared model against one trained on your rows alone, and a download.'
            : undefined
        }
      >
        {progress.modelVersion !== null && (
          <ResultStep
            version={progress.modelVersion}
            comparison={comparison?.modelVersion === progress.modelVersion ? comparison : null}
            past={past}
          />
        )}
      </Step>
      <div id="prediction" style={{ scrollMarginTop: 140 }}>
        <Step
          number={6}
          title="Prediction"
          state={joined ? 'current' : 'waiting'}
          summary={
            joined
              ? 'What the study’s model says about the rows of your file. The rows and their scores stay on this computer.'
              : 'Scores of your own rows by the study’s model, once you take part.'
          }
        >
          {joined && <PredictionStep />}
        </Step>
      </div>
    </Stack>
  );
}
