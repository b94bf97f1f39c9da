/** One of several files: what is in it, what it brings, what of it was found. */
import type { SourceReport, TimeSpan } from '@fedhealth/fl-core/table';
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { formatBytes, formatCount, formatMany } from '../../../lib/format.ts';
import { cellExamples } from '../../../store/column-actions.ts';
import type { Problem } from '../../../worker/api/api.ts';
import type { ColumnsView } from '../../../worker/api/columns-api.ts';
import type { SourceView } from '../../../worker/api/sources-api.ts';
import { ColumnsReview } from '../mapping/columns-review.tsx';
import { CoverageBar, SpanBar } from './coverage-bar.tsx';
import { cadenceWords, columnsWords, durationWords, spanWords } from './source-words.ts';
import { ToleranceInput } from './tolerance-input.tsx';

interface SourceCardProps {
  file: SourceView;
  /** Null when the files could not be joined, or this one could not be read. */
  report: SourceReport | null;
  /** The time from the first reading of any file to the last. */
  span: TimeSpan | null;
  direction: 'backward' | 'nearest';
  /** Left out while the hospital takes part. */
  onRemove?: (() => void) | undefined;
  onTolerance?: ((seconds: number) => void) | undefined;
  onDecide?: ((decisions: ColumnsView['decisions'], confirm: boolean) => Promise<Problem | null>) | undefined;
}

export function SourceCard(props: SourceCardProps) {
  const { file, report, span, direction, onRemove, onTolerance, onDecide } = props;
  const { id, name, bytes, clock, columns, problem } = file;
  const facts = clock
    ? [
        formatMany(clock.rows, 'row'),
        clock.span ? cadenceWords(clock.cadenceSeconds) : 'no readable times',
        ...(clock.span ? [spanWords(clock.span)] : []),
      ]
    : [formatBytes(bytes)];
  return (
    <Paper component="li" p="md" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <Stack gap={2} miw={0}>
            <Group gap="xs">
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              {report?.role === 'base' && <Badge variant="light">Its rows are kept</Badge>}
              {problem && (
                <Badge variant="light" color="red">
                  Not read
                </Badge>
              )}
              {columns?.confirmed === null && (
                <Badge variant="light" color="yellow" c="var(--app-warning)">
                  Please look through
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" className="figures">
              {facts.join(', ')}
            </Text>
          </Stack>
          {onRemove && (
            <Button
              variant="subtle"
              size="compact-sm"
              flex="none"
              onClick={onRemove}
              aria-label={`Remove ${name}`}
            >
              Remove
            </Button>
          )}
        </Group>
        {problem && <Text>{problem.message} The other files are used without it.</Text>}
        {columns && (
          <ColumnsReview
            partial
            view={columns}
            locked={onDecide === undefined}
            label={`Which column is which in ${name}`}
            words={
              <>
                <b>Columns:</b> {columnsWords(columns)}.
              </>
            }
            onDecide={onDecide ?? unchanged}
            onExamples={() => cellExamples(id)}
          />
        )}
        {report ? (
          <CoverageBar
            timeline={report.timeline}
            label={`Readings of ${name} over time. ${report.sentence}`}
          />
        ) : (
          clock?.span &&
          span && <SpanBar span={clock.span} all={span} label={`${name}: ${spanWords(clock.span)}`} />
        )}
        {report && <Text>{capital(report.sentence.slice(name.length + 2))}</Text>}
        {report?.role === 'joined' && (
          <Group justify="space-between" align="flex-end" gap="sm">
            <Text size="sm" c="dimmed" className="figures">
              {formatMany(report.rowsUsed, 'reading')} of {formatCount(report.rows)} used, matched on time
              {report.bySubject ? ' and person' : ''}
              {report.ageSeconds ? `; the furthest is ${durationWords(report.ageSeconds.max)} away` : ''}.
            </Text>
            {onTolerance && report.toleranceSeconds !== null && (
              <ToleranceInput
                key={report.toleranceSeconds}
                fileName={name}
                seconds={report.toleranceSeconds}
                direction={direction}
                onChange={onTolerance}
              />
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

/** While the hospital takes part. */
const unchanged = (): Promise<null> => Promise.resolve(null);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
