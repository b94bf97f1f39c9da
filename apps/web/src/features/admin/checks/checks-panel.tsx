/** The hospitals' data sets against their studies and each other: sites × checks, and every remark in words. */
import type { DatasetCheck } from '@fedhealth/fl-core/privacy';
import type { StudyChecksView } from '@fedhealth/fl-core/protocol';
import { List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useChecks } from '../data/queries.ts';
import { byName } from '../parts/by-name.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Mark } from '../parts/mark.tsx';
import { QueryView } from '../parts/query-view.tsx';

type SiteChecks = StudyChecksView['sites'][number];

const LOOKS = {
  pass: { icon: IconCircleCheck, colour: 'var(--app-good)', words: 'Pass' },
  warn: { icon: IconAlertTriangle, colour: 'var(--app-warning)', words: 'Warning' },
  block: { icon: IconCircleX, colour: 'var(--app-bad)', words: 'Blocked' },
};

const CHECKS: { check: DatasetCheck['check']; header: string; hint: string }[] = [
  { check: 'columns', header: 'Columns', hint: 'Every column of the study is there' },
  { check: 'kinds', header: 'Kinds, units', hint: 'Each column is of the study’s kind and in its unit' },
  { check: 'values', header: 'Values', hint: 'No column is empty or largely missing' },
  { check: 'range', header: 'Range', hint: 'Values lie in the study’s plausible ranges' },
  { check: 'outcome', header: 'Outcome', hint: 'Both outcomes are there, written as elsewhere' },
  { check: 'others', header: 'Against others', hint: 'No mean is far from the other hospitals’' },
  { check: 'size', header: 'Size', hint: 'Enough rows to tell statistics' },
];

function Verdict({ verdict, hint }: { verdict: SiteChecks['verdict']; hint?: string | null }) {
  return <Mark {...LOOKS[verdict]} {...(hint ? { hint } : {})} />;
}

const COLUMNS: Column<SiteChecks>[] = [
  { key: 'name', header: 'Hospital', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'verdict',
    header: 'Overall',
    nowrap: true,
    cell: ({ verdict }) => <Verdict verdict={verdict} />,
    sort: ({ verdict }) => verdict,
  },
  ...CHECKS.map(({ check, header, hint }): Column<SiteChecks> => {
    const of = ({ checks }: SiteChecks) => checks.find((one) => one.check === check);
    return {
      key: check,
      header,
      hint,
      nowrap: true,
      cell: (site) => <Verdict verdict={of(site)?.verdict ?? 'pass'} hint={of(site)?.message ?? null} />,
      sort: (site) => of(site)?.verdict ?? 'pass',
    };
  }),
];

export function ChecksPanel() {
  const query = useChecks();
  return (
    <QueryView query={query} what="the checks" rows={3}>
      {(studies) => (
        <>
          {studies
            .filter(({ sites }) => sites.length > 0)
            .map((study) => (
              <StudyChecks key={study.studyId} study={study} />
            ))}
        </>
      )}
    </QueryView>
  );
}

function StudyChecks({ study }: { study: StudyChecksView }) {
  const sites = [...study.sites].sort(byName);
  const remarks = sites.flatMap(({ siteId, name, checks }) =>
    checks.flatMap(({ check, verdict, message }) =>
      message ? [{ key: `${siteId} ${check}`, name, message, ...LOOKS[verdict] }] : [],
    ),
  );
  return (
    <Paper p="lg" component="section" aria-label={`Checks: ${study.title}`}>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h3">
            Checks
          </Title>
          <Text size="sm" c="dimmed">
            Each hospital’s data set against “{study.title}” and against the other hospitals, from what it
            declared when it was last ready. A blocked hospital is not recruited until it opens a corrected
            file.
          </Text>
        </Stack>
        <DataTable
          label={`Checks of ${study.title}`}
          columns={COLUMNS}
          rows={sites}
          rowKey={({ siteId }) => siteId}
          minWidth={980}
        />
        {remarks.length > 0 && (
          <List size="sm" spacing={6}>
            {remarks.map(({ key, name, message, icon: Icon, colour }) => (
              <List.Item key={key} icon={<Icon size={17} color={colour} aria-hidden />}>
                <Text span fw={600} inherit>
                  {name}:
                </Text>{' '}
                {message}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  );
}
