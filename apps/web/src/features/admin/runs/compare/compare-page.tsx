/** Two or more runs side by side: their curves laid over each other, what was set otherwise, their last figures. */
import { Anchor, Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '../../../../components/empty-state.tsx';
import { Page } from '../../../../components/page.tsx';
import { ProblemAlert } from '../../../../components/problem-alert.tsx';
import { useRunDetails } from '../../data/queries.ts';
import { RunPageWaiting } from '../run-page-waiting.tsx';
import { CompareChart } from './compare-chart.tsx';
import { CompareFigures } from './compare-figures.tsx';
import { CompareSettings } from './compare-settings.tsx';
import { MOST_RUNS, type ScoredOn, usualRows } from './compared-curves.ts';

const ROWS: readonly { value: ScoredOn; label: string }[] = [
  { value: 'validation', label: 'The coordinator’s validation rows' },
  { value: 'combined', label: 'All hospitals’ test rows' },
];

export function ComparePage() {
  const [query] = useSearchParams();
  const ids = useMemo(() => [...new Set(query.getAll('run'))].slice(0, MOST_RUNS), [query]);
  const { runs, waiting, errors } = useRunDetails(ids);
  const [chosen, setChosen] = useState<ScoredOn | null>(null);
  const on = chosen ?? usualRows(runs);

  if (waiting) return <RunPageWaiting />;
  return (
    <Page
      title="Compare runs"
      lead={runs.map(({ id, number }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Anchor component={Link} to={`/admin/runs/${encodeURIComponent(id)}`} inherit>
            Run {number}
          </Anchor>
        </span>
      ))}
      size="xl"
      actions={
        <Button component={Link} to="/admin/runs" variant="default">
          Choose other runs
        </Button>
      }
    >
      {errors.length > 0 && (
        <ProblemAlert
          title={
            errors.length === 1 ? 'One run could not be read' : `${errors.length} runs could not be read`
          }
          what={errors[0]?.message ?? ''}
          kept="The other runs are shown below."
          todo="Go back to the list and choose again."
        />
      )}
      {runs.length < 2 ? (
        <EmptyState icon={<IconGitCompare aria-hidden />} title="Choose at least two runs">
          Tick them in the list of runs, then press “Compare”.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          <Group>
            <NativeSelect
              label="Measured on"
              data={[...ROWS]}
              value={on}
              onChange={({ currentTarget }) =>
                setChosen(currentTarget.value === 'validation' ? 'validation' : 'combined')
              }
            />
          </Group>
          <SimpleGrid cols={{ base: 1, lg: 3 }} spacing="lg">
            <CompareChart runs={runs} on={on} figure="auc" title="AUC" ceiling={1} />
            <CompareChart runs={runs} on={on} figure="accuracy" title="Accuracy" ceiling={1} />
            <CompareChart runs={runs} on={on} figure="logLoss" title="Loss" />
          </SimpleGrid>
          <CompareSettings runs={runs} />
          <CompareFigures runs={runs} on={on} />
        </Stack>
      )}
    </Page>
  );
}
