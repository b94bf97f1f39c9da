/** How a file opened alone was read and which of its columns is which. */
import { Paper, Title } from '@mantine/core';
import { cellExamples, decideColumns } from '../../../store/column-actions.ts';
import type { ColumnsView } from '../../../worker/api/columns-api.ts';
import { ColumnsReview } from './columns-review.tsx';
import { mappingWords } from './reading-words.ts';

interface ColumnsPanelProps {
  view: ColumnsView;
  /** Nothing can be changed while the hospital takes part. */
  locked: boolean;
}

export function ColumnsPanel({ view, locked }: ColumnsPanelProps) {
  return (
    <Paper component="section" p="lg" radius="md" aria-label="Columns of your file">
      <ColumnsReview
        view={view}
        locked={locked}
        label="Which column is which"
        title={<Title order={3}>Which column is which</Title>}
        words={mappingWords(view.columns)}
        urgent={view.columns.some(({ file }) => file === null)}
        onDecide={decideColumns}
        onExamples={cellExamples}
      />
    </Paper>
  );
}
