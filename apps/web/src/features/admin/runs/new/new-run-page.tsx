/** The plan of a new run: chosen, checked, started. */
import { Anchor, NativeSelect, Paper, Stack } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { EmptyState } from '../../../../components/empty-state.tsx';
import { Page } from '../../../../components/page.tsx';
import { useStartRun } from '../../data/mutations.ts';
import { useModels, useRuns, useSites, useStudies } from '../../data/queries.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { firstStudy } from './first-study.ts';
import { StartRunForm } from './start-run-form.tsx';

export function NewRunPage() {
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const studies = useStudies();
  const { data: sites = [] } = useSites();
  const { data: runs = [] } = useRuns();
  const { data: models = [] } = useModels();
  const { mutate: start, isPending, error, reset } = useStartRun();
  return (
    <Page
      title="New run"
      lead={
        <>
          What you change here holds for this run alone: the study stays as it is.{' '}
          <Anchor component={Link} to="/admin/runs" underline="always">
            Back to the runs
          </Anchor>
        </>
      }
      size="xl"
    >
      <QueryView query={studies} what="the studies" rows={6}>
        {(list) => {
          const chosen = list.find(({ study }) => study.id === query.get('study')) ?? firstStudy(list, sites);
          if (!chosen)
            return (
              <EmptyState icon={<IconListDetails aria-hidden />} title="There is no study to run">
                Make one on the page “Studies”, then come back here.
              </EmptyState>
            );
          return (
            <Stack gap="lg">
              <Paper p="lg">
                <NativeSelect
                  label="Study"
                  maw={480}
                  data={list.map(({ study }) => ({
                    value: study.id,
                    label: `${study.title} (version ${study.version})`,
                  }))}
                  value={chosen.study.id}
                  onChange={({ currentTarget: { value } }) => {
                    reset();
                    setQuery({ study: value }, { replace: true });
                  }}
                />
              </Paper>
              <StartRunForm
                key={`${chosen.study.id} ${chosen.study.version}`}
                study={chosen.study}
                sites={sites}
                runs={runs}
                models={models}
                busy={isPending}
                error={error}
                onCancel={() => void navigate('/admin/runs')}
                onStart={(request) =>
                  start(request, {
                    onSuccess: ({ id }) => void navigate(`/admin/runs/${encodeURIComponent(id)}`),
                  })
                }
              />
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}
