/** One study's model versions: the one in production, the list, and what was decided. */
import type { ModelChangeView, ModelView } from '@fedhealth/fl-core/protocol';
import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { formatMany } from '../../../lib/format.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ModelChanges } from './model-changes.tsx';
import { modelColumns } from './model-columns.tsx';
import { productionFirst } from './model-figures.ts';

interface StudyModelsProps {
  title: string;
  /** Newest first. */
  models: readonly ModelView[];
  changes: readonly ModelChangeView[];
}

const STAGES = [
  { value: 'all', label: 'All' },
  { value: 'candidate', label: 'Candidates' },
  { value: 'archived', label: 'Archived' },
];
/** Fewer are seen at a glance. */
const MANY = 8;

export function StudyModels({ title, models, changes }: StudyModelsProps) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [stage, setStage] = useState('all');
  const production = models.find((model) => model.stage === 'production') ?? null;
  const columns = useMemo(
    () =>
      modelColumns({
        production: production?.version ?? null,
        chosen,
        // A third one takes the place of the one chosen first.
        onChoose: (version) =>
          setChosen((now) =>
            now.includes(version) ? now.filter((one) => one !== version) : [...now, version].slice(-2),
          ),
      }),
    [production?.version, chosen],
  );
  const shown = useMemo(
    () => (stage === 'all' ? productionFirst(models) : models.filter((model) => model.stage === stage)),
    [models, stage],
  );
  const [a, b] = [...chosen].sort((x, y) => x - y);
  const since = changes[0]?.at;
  return (
    <Paper component="section" aria-label={title} p="lg">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={4}>
            <Title order={2} size="h3">
              {title}
            </Title>
            <Text c="dimmed">
              {production ? (
                <>
                  Version {production.version} is in production
                  {since && (
                    <>
                      , put there <RelativeTime at={since} />
                    </>
                  )}
                  . {formatMany(models.length, 'version')} in all.
                </>
              ) : (
                `No version is in production: promote one, and hospitals can predict with it. ${formatMany(models.length, 'version')} in all.`
              )}
            </Text>
          </Stack>
          <Group gap="sm">
            {models.length > MANY && (
              <SegmentedControl
                aria-label="Stage"
                size="xs"
                data={STAGES}
                value={stage}
                onChange={setStage}
              />
            )}
            {models.length > 1 &&
              (a !== undefined && b !== undefined ? (
                <Button component={Link} to={`/admin/models/compare?a=${a}&b=${b}`} size="xs">
                  Compare versions {a} and {b}
                </Button>
              ) : (
                <Text size="sm" c="dimmed">
                  Tick two versions to compare them.
                </Text>
              ))}
          </Group>
        </Group>
        <DataTable
          label={`Model versions: ${title}`}
          columns={columns}
          rows={shown}
          rowKey={({ version }) => version}
          minWidth={1320}
          pageSize={25}
        />
        <ModelChanges changes={changes} />
      </Stack>
    </Paper>
  );
}
