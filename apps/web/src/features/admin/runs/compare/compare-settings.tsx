import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStudyVersions } from '../../data/studies.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { settingName } from '../settings/setting-name.ts';
import { settingValue } from '../settings/setting-value.ts';
import { comparedSettings, type RunSettings, type SettingRow } from './compared-settings.ts';

/** What was set otherwise in each run; on demand all that was set. */
export function CompareSettings({ runs }: { runs: readonly RunDetailView[] }) {
  const [all, setAll] = useState(false);
  const studies = useStudyVersions(
    useMemo(() => runs.map(({ studyId, studyVersion }) => ({ id: studyId, version: studyVersion })), [runs]),
  );
  const known = useMemo(
    (): RunSettings[] =>
      runs.flatMap(({ plan, seed, studyId, studyVersion }) => {
        const study = studies.find(({ id, version }) => id === studyId && version === studyVersion);
        return study ? [{ plan, seed, study }] : [];
      }),
    [runs, studies],
  );
  const rows = useMemo(() => (known.length === runs.length ? comparedSettings(known) : null), [known, runs]);
  const differing = rows?.filter(({ differs }) => differs) ?? [];
  const columns = useMemo(
    (): Column<SettingRow>[] => [
      { key: 'setting', header: 'Setting', cell: ({ path }) => settingName(path) },
      ...runs.map(({ id, number }, index) => ({
        key: id,
        header: `Run ${number}`,
        cell: ({ path, values, differs }: SettingRow) => (
          <Text component="span" size="sm" fw={differs ? 600 : 400}>
            {settingValue(path, values[index] ?? null)}
          </Text>
        ),
      })),
    ],
    [runs],
  );
  return (
    <Paper component="section" aria-label="Settings" p="lg">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Stack gap={4}>
            <Title order={2}>Settings that differ</Title>
            <Text size="sm" c="dimmed" role="status">
              {rows === null
                ? 'The studies of these runs are being read.'
                : differing.length === 0
                  ? 'These runs had the same settings: only the hospitals and their rows can have made a difference.'
                  : `${differing.length} of ${rows.length} settings differ.`}
            </Text>
          </Stack>
          <Checkbox
            label="Show all settings"
            checked={all}
            onChange={({ currentTarget }) => setAll(currentTarget.checked)}
          />
        </Group>
        {rows !== null && (all || differing.length > 0) && (
          <DataTable
            label="Settings"
            columns={columns}
            rows={all ? rows : differing}
            rowKey={({ path }) => path}
            minWidth={240 + 140 * runs.length}
          />
        )}
      </Stack>
    </Paper>
  );
}
