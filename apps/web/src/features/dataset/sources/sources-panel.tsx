/** Several files of one hospital: what each brings, and how they are joined on time. */
import type { TimeSpan } from '@fedhealth/fl-core/table';
import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatMany } from '../../../lib/format.ts';
import type { Problem } from '../../../worker/api/api.ts';
import type { ColumnsView } from '../../../worker/api/columns-api.ts';
import { canBeJoined, type SourceSettings, type SourcesView } from '../../../worker/api/sources-api.ts';
import { SourceCard } from './source-card.tsx';
import { dayWords } from './source-words.ts';
import classes from './sources-panel.module.css';

interface SourcesPanelProps {
  sources: SourcesView;
  /** Left out while the hospital takes part: nothing can be changed then. */
  onSettings?: ((settings: SourceSettings) => void) | undefined;
  onRemove?: ((id: string) => void) | undefined;
  onDecide?:
    | ((id: string, decisions: ColumnsView['decisions'], confirm: boolean) => Promise<Problem | null>)
    | undefined;
}

export function SourcesPanel({ sources, onSettings, onRemove, onDecide }: SourcesPanelProps) {
  const { files, settings, report, problem } = sources;
  const readable = files.filter(canBeJoined);
  const unclear = files.filter((file) => file.columns && !canBeJoined(file));
  const span = report?.span ?? spanOf(files.flatMap(({ clock }) => (clock?.span ? [clock.span] : [])));
  const base = report ? (readable[report.base]?.id ?? 'auto') : settings.base;
  const others = [...(report?.shared.map(({ sentence }) => sentence) ?? []), ...(report?.warnings ?? [])];
  return (
    <Stack gap="md" component="section" aria-label="Sources">
      <Stack gap={2}>
        <Title order={3} fz="h2">
          Sources
        </Title>
        <Text c="dimmed">
          {readable.length > 1
            ? `${formatMany(readable.length, 'file')}, joined on time: each row of one file gets the other files’ readings.`
            : unclear.length > 0
              ? 'The files are joined on time as soon as their dates are clear.'
              : 'Only one of the files could be read; it is used alone.'}
        </Text>
      </Stack>
      {problem && (
        <ProblemAlert
          title="The files could not be joined"
          what={problem.message}
          kept="All files stay open; nothing was changed or sent."
        />
      )}
      {onSettings && readable.length > 1 && (
        <Group align="flex-end" gap="md">
          <NativeSelect
            label="Keep the rows of"
            value={base}
            data={[
              ...(report ? [] : [{ value: 'auto', label: 'the file with the outcome' }]),
              ...readable.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => onSettings({ ...settings, base: event.currentTarget.value })}
          />
          <NativeSelect
            label="Which reading a row gets"
            value={settings.direction}
            data={[
              { value: 'backward', label: 'The latest before it' },
              { value: 'nearest', label: 'The nearest, before or after' },
            ]}
            onChange={(event) =>
              onSettings({
                ...settings,
                direction: event.currentTarget.value === 'nearest' ? 'nearest' : 'backward',
              })
            }
          />
        </Group>
      )}
      <ul className={classes.list} aria-label="Files">
        {files.map((file) => {
          const index = readable.indexOf(file);
          return (
            <SourceCard
              key={file.id}
              file={file}
              report={report?.sources[index] ?? null}
              span={span}
              direction={settings.direction}
              onRemove={onRemove && (() => onRemove(file.id))}
              onDecide={onDecide && ((decisions, confirm) => onDecide(file.id, decisions, confirm))}
              onTolerance={
                onSettings &&
                ((seconds) =>
                  onSettings({ ...settings, tolerances: { ...settings.tolerances, [file.id]: seconds } }))
              }
            />
          );
        })}
      </ul>
      {span && (
        <Group justify="space-between" gap="xs" className="figures">
          <Text size="sm" c="dimmed">
            The bars run from {dayWords(span.from)} to {dayWords(span.to)}
            {report && '; a full slice means that every row found a reading'}.
          </Text>
        </Group>
      )}
      {others.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  );
}

const spanOf = (spans: readonly TimeSpan[]): TimeSpan | null =>
  spans.length === 0
    ? null
    : {
        from: Math.min(...spans.map(({ from }) => from)),
        to: Math.max(...spans.map(({ to }) => to)),
      };
