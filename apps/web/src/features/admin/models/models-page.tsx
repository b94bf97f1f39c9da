import type { ModelView } from '@fedhealth/fl-core/protocol';
import { Anchor, Code, Group, Paper } from '@mantine/core';
import { IconBox } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { formatCount, formatMetric, formatShare } from '../../../lib/format.ts';
import { useModels } from '../data/queries.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { ModelDownload } from './model-download.tsx';

/** On the coordinator's validation rows where there are any, else on the hospitals' test rows. */
const best = ({ metrics }: ModelView) => metrics.validation ?? metrics.combined;
const scoredOn = ({ metrics }: ModelView) =>
  metrics.validation ? 'validation' : metrics.combined ? 'hospitals' : '—';
const rowId = ({ version }: ModelView) => `model-${version}`;

const COLUMNS: Column<ModelView>[] = [
  {
    key: 'version',
    header: 'Model',
    nowrap: true,
    sort: ({ version }) => version,
    cell: (model) => (
      <span id={rowId(model)} style={{ whiteSpace: 'nowrap' }}>
        Version {model.version}
      </span>
    ),
  },
  {
    key: 'download',
    header: 'File',
    nowrap: true,
    cell: (model) => <ModelDownload version={model.version} describedBy={rowId(model)} />,
  },
  {
    key: 'run',
    header: 'From',
    nowrap: true,
    cell: ({ runId, runNumber, round }) => (
      <>
        <Anchor component={Link} to={`/admin/runs/${encodeURIComponent(runId)}`} inherit>
          Run {runNumber}
        </Anchor>
        , round {round}
      </>
    ),
    sort: ({ runNumber }) => runNumber,
  },
  {
    key: 'created',
    header: 'Made',
    nowrap: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    sort: ({ createdAt }) => createdAt,
  },
  {
    key: 'auc',
    header: 'AUC',
    numeric: true,
    cell: (model) => formatMetric(best(model)?.auc),
    sort: (model) => best(model)?.auc ?? null,
  },
  {
    key: 'accuracy',
    header: 'Accuracy',
    numeric: true,
    nowrap: true,
    cell: (model) => formatShare(best(model)?.accuracy),
    sort: (model) => best(model)?.accuracy ?? null,
  },
  {
    key: 'loss',
    header: 'Log-loss',
    numeric: true,
    cell: (model) => formatMetric(best(model)?.logLoss),
    sort: (model) => best(model)?.logLoss ?? null,
  },
  {
    key: 'on',
    header: 'Scored on',
    hint: 'The coordinator’s validation rows, or the hospitals’ test rows',
    nowrap: true,
    cell: scoredOn,
  },
  {
    key: 'parameters',
    header: 'Parameters',
    hint: 'How many numbers the network has learned',
    numeric: true,
    cell: ({ parameters }) => formatCount(parameters),
    sort: ({ parameters }) => parameters,
  },
  {
    key: 'hash',
    header: 'SHA-256',
    hint: 'Of the weights: equal for equal models',
    nowrap: true,
    cell: ({ hash }) => (
      <Group gap="xs" wrap="nowrap">
        <Code title={hash}>{hash.slice(0, 10)}…</Code>
        <CopyButton text={hash} label="Copy" done="The hash was copied." variant="subtle" />
      </Group>
    ),
  },
];

/** The model versions that runs have made. */
export function ModelsPage() {
  const query = useModels();
  return (
    <Page
      title="Models"
      lead="Every finished version. A file holds the network, its weights, the fitted preprocessing, its figures and where it comes from: a prediction needs nothing else."
      size="xl"
    >
      <QueryView query={query} what="the models" rows={4}>
        {(models) =>
          models.length === 0 ? (
            <EmptyState icon={<IconBox aria-hidden />} title="There is no model yet">
              A run that completes makes a model version. Start one on the page of runs, and the model appears
              here at its end.
            </EmptyState>
          ) : (
            <Paper p="lg">
              <DataTable
                label="Model versions"
                columns={COLUMNS}
                rows={models}
                rowKey={({ version }) => version}
                minWidth={1120}
              />
            </Paper>
          )
        }
      </QueryView>
    </Page>
  );
}
