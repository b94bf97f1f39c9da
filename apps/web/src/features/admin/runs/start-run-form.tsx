import type { RunSummaryView, SiteView, StartRun, StudyView } from '@fedhealth/fl-core/protocol';
import { Alert, Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { PLAN_FIELDS, type PlanErrors, type PlanField, planValues, readPlan } from './plan-form.ts';
import { readiness, startBlocked } from './readiness.ts';

const FIELDS: Record<PlanField, { label: string; means: string; max: number }> = {
  rounds: {
    label: 'Rounds',
    means:
      'How often the hospitals train and their updates are combined. More rounds learn more and take longer.',
    max: 10_000,
  },
  minSites: {
    label: 'Fewest hospitals',
    means: 'The run begins when so many are ready, and a round counts only if so many answer.',
    max: 10_000,
  },
  roundTimeoutSeconds: {
    label: 'Round timeout (seconds)',
    means: 'How long a round waits for a slow hospital before it goes on without it.',
    max: 86_400,
  },
};

interface StartRunFormProps {
  studies: readonly StudyView[];
  /** The id of the study that is chosen at first; else the first one. */
  initial?: string | undefined;
  sites: readonly SiteView[];
  runs: readonly RunSummaryView[];
  onStart: (request: StartRun) => void;
  onCancel: () => void;
  busy: boolean;
  error: Error | null;
}

/** The plan of a new run, filled with the study's own. */
export function StartRunForm(props: StartRunFormProps) {
  const { studies, initial, sites, runs, onStart, onCancel, busy, error } = props;
  const first = studies.find(({ study }) => study.id === initial) ?? studies[0];
  const [studyId, setStudyId] = useState(first?.study.id ?? '');
  const [values, setValues] = useState(first ? planValues(first.study) : null);
  const [errors, setErrors] = useState<PlanErrors>({});

  if (!values) {
    return <Text>The coordinator has no study. Make one on the page “Studies”, then come back here.</Text>;
  }

  const chooseStudy = (id: string) => {
    const chosen = studies.find(({ study }) => study.id === id);
    if (!chosen) return;
    setStudyId(id);
    setValues(planValues(chosen.study));
    setErrors({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readPlan(values);
    setErrors(read.ok ? {} : read.errors);
    if (read.ok) onStart({ studyId, ...read.plan });
  };

  const blocked = startBlocked(runs, studyId);
  const read = readPlan(values);
  const { enough, words } = readiness(sites, studyId, read.ok ? read.plan.minSites : 1);
  const tone = blocked ? 'yellow' : enough ? 'green' : 'tide';
  const Icon = blocked ? IconAlertTriangle : enough ? IconCircleCheck : IconInfoCircle;

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <NativeSelect
          label="Study"
          data={studies.map(({ study }) => ({ value: study.id, label: study.title }))}
          value={studyId}
          onChange={(event) => chooseStudy(event.currentTarget.value)}
        />
        {PLAN_FIELDS.map((field) => {
          const { label, means, max } = FIELDS[field];
          return (
            <NumberInput
              key={field}
              label={label}
              description={means}
              value={values[field]}
              error={errors[field]}
              min={1}
              max={max}
              clampBehavior="none"
              allowDecimal={field === 'roundTimeoutSeconds'}
              allowNegative={false}
              onChange={(value) => setValues({ ...values, [field]: value })}
            />
          );
        })}
        <Alert variant="light" color={tone} icon={<Icon aria-hidden />} role="status">
          {blocked ?? words}
        </Alert>
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
          <Button type="submit" loading={busy} disabled={blocked !== null}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
