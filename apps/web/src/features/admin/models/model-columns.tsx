/** The columns of a study's list of model versions. */
import type { ModelView } from '@fedhealth/fl-core/protocol';
import { Anchor, Checkbox, Group } from '@mantine/core';
import { Link } from 'react-router';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { formatCount, formatMetric, formatShare } from '../../../lib/format.ts';
import type { Column } from '../parts/data-table.tsx';
import { DecideModel } from './decide-model.tsx';
import { ModelDetails } from './model-details.tsx';
import { ModelDownload } from './model-download.tsx';
import { bestFigures, scoredOn } from './model-figures.ts';
import { StageMark } from './stage-mark.tsx';

interface Choice {
  readonly production: number | null;
  readonly chosen: readonly number[];
  onChoose(version: number): void;
}

const rowId = ({ version }: ModelView) => `model-${version}`;
const ORDER = { production: 0, candidate: 1, archived: 2 } as const;

export const modelColumns = ({ production, chosen, onChoose }: Choice): Column<ModelView>[] => [
  {
    key: 'version',
    header: 'Model',
    nowrap: true,
    sort: ({ version }) => version,
    cell: (model) => (
      <Checkbox
        label={
          <span id={rowId(model)} style={{ whiteSpace: 'nowrap' }}>
            Version {model.version}
          </span>
        }
        title="Choose two versions to compare them"
        checked={chosen.includes(model.version)}
        onChange={() => onChoose(model.version)}
      />
    ),
  },
  {
    key: 'stage',
    header: 'Stage',
    nowrap: true,
    sort: ({ stage }) => ORDER[stage],
    cell: ({ stage }) => <StageMark stage={stage} />,
  },
  {
    key: 'actions',
    header: 'What to do',
    nowrap: true,
    cell: (model) => (
      <Group gap="xs" wrap="nowrap">
        <ModelDownload version={model.version} describedBy={rowId(model)} />
        {model.stage === 'production' ? (
          <DecideModel decision="roll-back" version={model.version} production={production} />
        ) : (
          <DecideModel decision="promote" version={model.version} production={production} />
        )}
        <ModelDetails model={model} />
      </Group>
    ),
  },
  {
    key: 'auc',
    header: 'AUC',
    numeric: true,
    cell: (model) => formatMetric(bestFigures(model)?.auc),
    sort: (model) => bestFigures(model)?.auc ?? null,
  },
  {
    key: 'accuracy',
    header: 'Accuracy',
    numeric: true,
    nowrap: true,
    cell: (model) => formatShare(bestFigures(model)?.accuracy),
    sort: (model) => bestFigures(model)?.accuracy ?? null,
  },
  {
    key: 'loss',
    header: 'Log-loss',
    numeric: true,
    cell: (model) => formatMetric(bestFigures(model)?.logLoss),
    sort: (model) => bestFigures(model)?.logLoss ?? null,
  },
  {
    key: 'on',
    header: 'Scored on',
    hint: 'The coordinator’s validation rows, or the hospitals’ test rows',
    nowrap: true,
    cell: scoredOn,
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
    key: 'strategy',
    header: 'Strategy',
    nowrap: true,
    cell: ({ strategy }) => strategy?.title ?? '—',
    sort: ({ strategy }) => strategy?.title ?? null,
  },
  {
    key: 'sites',
    header: 'Hospitals',
    hint: 'Whose updates are in it',
    numeric: true,
    cell: ({ contributions }) => formatCount(contributions.length),
    sort: ({ contributions }) => contributions.length,
  },
  {
    key: 'parent',
    header: 'Parent',
    hint: 'The version it started from, or the one in production when it was made',
    nowrap: true,
    cell: ({ parent }) => (parent ? `Version ${parent.version}` : '—'),
    sort: ({ parent }) => parent?.version ?? null,
  },
  {
    key: 'created',
    header: 'Made',
    nowrap: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    sort: ({ createdAt }) => createdAt,
  },
];
