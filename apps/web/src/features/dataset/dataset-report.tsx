/** What was found in a file: figures, findings, class balance, columns. */
import type { Study } from '@fedhealth/fl-core/study';
import { Button, Divider, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Later } from '../../components/later.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { StatTile } from '../../components/stat-tile.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import type { OpenedSummary } from '../../worker/api/api.ts';
import { ClassBalance } from './class-balance.tsx';
import { ColumnTable } from './column-table.tsx';
import { FederationPanel } from './federation/federation-panel.tsx';
import { FindingList } from './findings/finding-list.tsx';
import { findingTotals } from './findings.ts';
import { lacksColumn } from './lacks-column.ts';
import { PreparationPanel } from './preparation/preparation-panel.tsx';
import { ProfilePanel } from './profile/profile-panel.tsx';
import { TellAdministrator } from './tell-administrator.tsx';

interface DatasetReportProps {
  summary: OpenedSummary;
  study: Study;
  /** Forgets the file; not offered while the hospital takes part with it. */
  onClose?: (() => void) | undefined;
}

export function DatasetReport({ summary, study, onClose }: DatasetReportProps) {
  const { rows, usableRows, trainRows, testRows } = summary;
  const unused = rows - usableRows;
  const onlyUnconfirmed = summary.findings.every(
    ({ severity, code }) => severity !== 'error' || code === 'COLUMNS_UNCONFIRMED',
  );
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2}>
          <Title order={3} fz="h2">
            What was found
          </Title>
          <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {summary.fileName}, {formatBytes(summary.bytes)}. {findingTotals(summary.findings)}.
          </Text>
        </Stack>
        {onClose && (
          <Button variant="subtle" size="compact-sm" onClick={onClose}>
            Close the file
          </Button>
        )}
      </Group>
      {!summary.usable && onlyUnconfirmed && (
        <ProblemAlert
          tone="warning"
          title="First look through the columns"
          what="Not every column has the study’s own name and unit."
          kept="The file was only read: it was not changed, and no row of it was sent."
          todo="See above which column is which, and press “Looks right”."
        />
      )}
      {!summary.usable && !onlyUnconfirmed && (
        <ProblemAlert
          title="This file cannot be used as it is"
          what="The problems below stand in the way of joining."
          kept="The file was only read: it was not changed, and no row of it was sent."
          todo="Correct the file and drop it again, or choose another."
          action={onClose && lacksColumn(summary.findings, study) && <TellAdministrator />}
        />
      )}
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <StatTile
          label="Rows"
          value={formatCount(rows)}
          note={unused > 0 ? `${formatCount(unused)} not used` : 'all with a label'}
        />
        <StatTile label="Training rows" value={formatCount(trainRows)} note="the model learns from these" />
        <StatTile label="Test rows" value={formatCount(testRows)} note="kept back to check it" />
        <StatTile
          label="Columns"
          value={formatCount(summary.columns.length)}
          note={`${formatCount(summary.columns.filter((column) => column.role === 'feature').length)} of ${formatCount(study.features.length)} used to learn`}
        />
      </SimpleGrid>
      <FindingList findings={summary.findings} editable={onClose !== undefined} />
      {usableRows > 0 && (
        <Stack gap="sm">
          <Title order={4}>{study.label.description ?? study.label.column}</Title>
          <ClassBalance label={study.label} positives={summary.positives} rows={usableRows} />
        </Stack>
      )}
      <Divider />
      <Stack gap="xs">
        <Title order={4}>Columns</Title>
        <Later>
          <ColumnTable columns={summary.columns} />
        </Later>
      </Stack>
      <Divider />
      <Later>
        <PreparationPanel summary={summary} />
      </Later>
      <Divider />
      <Later>
        <FederationPanel summary={summary} />
      </Later>
      <Divider />
      <ProfilePanel summary={summary} />
    </Stack>
  );
}
