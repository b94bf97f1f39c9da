import type { RoundView } from '@fedhealth/fl-core/protocol';
import { useMemo } from 'react';
import {
  formatBytes,
  formatCount,
  formatMetric,
  formatSeconds,
  formatShare,
} from '../../../../lib/format.ts';
import { byName } from '../../parts/by-name.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { OutcomeMark } from './outcomes.tsx';
import { shareWords } from './share-words.ts';

type RoundSite = RoundView['sites'][number];

const COLUMNS: Column<RoundSite>[] = [
  { key: 'name', header: 'Hospital', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
    sort: ({ outcome }) => outcome,
  },
  {
    key: 'examples',
    header: 'Examples',
    hint: 'Training rows it learned from',
    numeric: true,
    cell: ({ examples }) => formatCount(examples),
    sort: ({ examples }) => examples,
  },
  {
    key: 'share',
    header: 'Share',
    hint: 'What its update was worth in the new model; in brackets what its unconfirmed rows claimed',
    numeric: true,
    nowrap: true,
    cell: (site) => shareWords(site),
    sort: ({ share }) => share ?? null,
  },
  {
    key: 'loss',
    header: 'Training loss',
    numeric: true,
    cell: ({ loss }) => formatMetric(loss, 4),
    sort: ({ loss }) => loss,
  },
  {
    key: 'auc',
    header: 'AUC before',
    hint: 'The global model as it came in, on the hospital’s own test rows',
    numeric: true,
    cell: ({ metrics }) => formatMetric(metrics?.auc),
    sort: ({ metrics }) => metrics?.auc ?? null,
  },
  {
    key: 'accuracy',
    header: 'Accuracy before',
    hint: 'The global model as it came in, on the hospital’s own test rows',
    numeric: true,
    cell: ({ metrics }) => formatShare(metrics?.accuracy),
    sort: ({ metrics }) => metrics?.accuracy ?? null,
  },
  {
    key: 'seconds',
    header: 'Time',
    numeric: true,
    nowrap: true,
    cell: ({ seconds }) => formatSeconds(seconds),
    sort: ({ seconds }) => seconds,
  },
  {
    key: 'bytes',
    header: 'Sent',
    numeric: true,
    nowrap: true,
    cell: ({ bytes }) => formatBytes(bytes),
    sort: ({ bytes }) => bytes,
  },
];

/** Every hospital of one round. */
export function RoundSites({ round }: { round: RoundView }) {
  const rows = useMemo(() => [...round.sites].sort(byName), [round.sites]);
  return (
    <DataTable
      label={`Hospitals in round ${round.round}`}
      columns={COLUMNS}
      rows={rows}
      rowKey={({ siteId }) => siteId}
      minWidth={860}
      maxHeight={420}
    />
  );
}
