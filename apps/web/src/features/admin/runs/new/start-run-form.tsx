import { fail, ok } from '@fedhealth/fl-core/lib';
import type { ModelView, RunSummaryView, SiteView, StartRun } from '@fedhealth/fl-core/protocol';
import { type Study, withOverrides } from '@fedhealth/fl-core/study';
import { Alert, Button, Group, List, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { type FormEvent, useMemo, useReducer, useState } from 'react';
import { ProblemAlert } from '../../../../components/problem-alert.tsx';
import { formatMany } from '../../../../lib/format.ts';
import { countSites } from '../../sites/filter-sites.ts';
import { type DraftForm, DraftProvider, fieldId, fieldOrder, Section } from '../../studies/draft-form.tsx';
import { OwnVersionFields, PlanFields, StopEarlyFields } from '../../studies/federation-fields.tsx';
import { UpdateSections } from '../../studies/federation-section.tsx';
import { changeDraft, draftOf } from '../../studies/study-draft.ts';
import { RunDifferences } from '../settings/run-differences.tsx';
import { HospitalsField } from './hospitals-field.tsx';
import { readiness } from './readiness.ts';
import { runAdvice } from './run-advice.ts';
import { differences, readRunDraft, startedFrom } from './run-draft.ts';
import { type Chosen, choiceProblem, hospitalsOf, startBlocked } from './run-hospitals.ts';
import { StartFromField } from './start-from-field.tsx';

interface StartRunFormProps {
  study: Study;
  sites: readonly SiteView[];
  runs: readonly RunSummaryView[];
  models: readonly ModelView[];
  onStart: (request: StartRun) => void;
  onCancel: () => void;
  busy: boolean;
  error: Error | null;
}

const NONE: readonly string[] = [];

/** The plan of a new run, filled with the study's own and checked while it is changed. */
export function StartRunForm(props: StartRunFormProps) {
  const { study, sites, runs, models, onStart, onCancel, busy, error } = props;
  const [draft, change] = useReducer(changeDraft, study, draftOf);
  const [seed, setSeed] = useState('');
  const [chosen, setChosen] = useState<Chosen>(null);
  const [startFrom, setStartFrom] = useState<number | null>(null);

  const here = useMemo(() => sites.filter(({ studyId }) => studyId === study.id), [sites, study.id]);
  const plan = useMemo(() => readRunDraft(draft.study, seed), [draft, seed]);
  const read = useMemo(() => withHospitals(plan, here, chosen), [plan, here, chosen]);
  const context = useMemo((): DraftForm => {
    const errors = new Map<string, string>();
    for (const { path, message } of read.ok ? [] : read.error) {
      if (!errors.has(path)) errors.set(path, message);
    }
    return { study: draft.study, errors, columns: NONE, change };
  }, [draft, read]);
  const changed = useMemo(
    () => [...(startFrom === null ? [] : [startedFrom(startFrom)]), ...differences(study, draft.study)],
    [study, draft, startFrom],
  );
  const counts = countSites(here);
  const taking = hospitalsOf(here, chosen);
  const advice = read.ok
    ? runAdvice(
        withOverrides(study, { ...read.value.overrides, ...planOf(read.value) }).federation,
        chosen?.length ?? counts.all,
      )
    : [];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.ok) return onStart({ ...read.value, ...(startFrom === null ? {} : { startFrom }) });
    document.getElementById(fieldId(read.error[0]?.path ?? ''))?.focus();
  };

  return (
    <DraftProvider value={context}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Paper p="lg">
            <Stack gap="xl">
              <Section
                title="Hospitals and rounds"
                lead={`${formatMany(counts.all, 'hospital has', 'hospitals have')} joined this study: ${counts.connected} connected, ${counts.ready} ready to train.`}
              >
                <HospitalsField
                  sites={here}
                  chosen={chosen}
                  onChange={setChosen}
                  error={context.errors.get('sites')}
                />
                <PlanFields>
                  <StopEarlyFields />
                  <OwnVersionFields />
                  <StartFromField
                    models={models.filter(({ studyId }) => studyId === study.id)}
                    value={startFrom}
                    onChange={setStartFrom}
                  />
                  <TextInput
                    id={fieldId('seed')}
                    {...fieldOrder}
                    label="Seed"
                    inputMode="numeric"
                    description="The same seed with the same plan and hospitals gives the same model. Left empty: a random one, which the run keeps."
                    value={seed}
                    error={context.errors.get('seed')}
                    onChange={({ currentTarget }) => setSeed(currentTarget.value)}
                  />
                </PlanFields>
              </Section>
              <UpdateSections />
            </Stack>
          </Paper>
          <RunDifferences
            differences={changed}
            onReset={() => {
              setStartFrom(null);
              change({ kind: 'replace', draft: draftOf(study), keepId: false });
            }}
          />
          {advice.length > 0 && (
            <Alert
              variant="light"
              color="yellow"
              icon={<IconAlertTriangle aria-hidden />}
              title="Worth a thought"
            >
              <List size="sm" spacing={4}>
                {advice.map((words) => (
                  <List.Item key={words}>{words}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Standing
            blocked={startBlocked(runs, study.id)}
            wrong={read.ok ? 0 : read.error.length}
            ready={readiness(taking, read.ok ? (read.value.minSites ?? 1) : 1)}
          />
          {error && (
            <ProblemAlert
              title="The run was not started"
              what={error.message}
              kept="Nothing was changed, and what you filled in is still here."
              todo="Change the plan if it is the cause, then press Start again."
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={startBlocked(runs, study.id) !== null}>
              Start
            </Button>
          </Group>
        </Stack>
      </form>
    </DraftProvider>
  );
}

/** The request with the hospitals that were chosen, or what is wrong with them beside all else. */
function withHospitals(
  plan: ReturnType<typeof readRunDraft>,
  sites: readonly SiteView[],
  chosen: Chosen,
): ReturnType<typeof readRunDraft> {
  const problem = choiceProblem(sites, chosen, plan.ok ? (plan.value.minSites ?? 1) : 1);
  if (problem !== null) return fail([...(plan.ok ? [] : plan.error), { path: 'sites', message: problem }]);
  return plan.ok && chosen !== null ? ok({ ...plan.value, sites: [...chosen] }) : plan;
}

const planOf = ({ rounds = 1, minSites = 1, roundTimeoutSeconds = 1 }: StartRun) => ({
  rounds,
  minSites,
  roundTimeoutSeconds,
});

interface StandingProps {
  blocked: string | null;
  /** How many fields do not fit. */
  wrong: number;
  ready: ReturnType<typeof readiness>;
}

/** Whether the run can be started, and when it would begin. */
function Standing({ blocked, wrong, ready }: StandingProps) {
  const bad = blocked !== null || wrong > 0;
  const tone = bad ? 'yellow' : ready.enough ? 'green' : 'tide';
  const Icon = bad ? IconAlertTriangle : ready.enough ? IconCircleCheck : IconInfoCircle;
  const words =
    blocked ??
    (wrong === 0
      ? ready.words
      : `${wrong === 1 ? 'One field does' : `${wrong} fields do`} not fit yet: see the words in red above.`);
  return (
    <Alert variant="light" color={tone} icon={<Icon aria-hidden />} role="status">
      <Text size="sm">{words}</Text>
    </Alert>
  );
}
