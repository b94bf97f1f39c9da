/** What was found in the file, by gravity and in the order of what matters, with what can be done about it. */
import type { Finding, Severity } from '@fedhealth/fl-core/quality';
import { Box, Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatMany } from '../../../lib/format.ts';
import { FindingItem } from './finding-item.tsx';
import classes from './finding-list.module.css';

type Filter = Severity | 'all';

const GROUPS: readonly { readonly severity: Severity; readonly title: string }[] = [
  { severity: 'error', title: 'Problems' },
  { severity: 'warning', title: 'Warnings' },
  { severity: 'info', title: 'Notes' },
];
/** A longer group folds the rest away. */
const SHOWN = 8;

interface FindingListProps {
  findings: readonly Finding[];
  /** Remedies may be pressed: not while the hospital takes part with the file. */
  editable: boolean;
}

export function FindingList({ findings, editable }: FindingListProps) {
  const [filter, setFilter] = useState<Filter>('all');
  if (findings.length === 0) {
    return <Text c="dimmed">Nothing to remark: every row and column reads as the study expects.</Text>;
  }
  const groups = GROUPS.map((group) => ({
    ...group,
    members: findings.filter(({ severity }) => severity === group.severity),
  })).filter(({ members }) => members.length > 0);
  const chosen = groups.some(({ severity }) => severity === filter) ? filter : 'all';
  const shown = groups.filter(({ severity }) => chosen === 'all' || severity === chosen);
  return (
    <Box component="section" aria-label="Findings">
      <Stack gap="lg">
        {groups.length > 1 && (
          <SegmentedControl
            aria-label="Which findings to show"
            w="fit-content"
            maw="100%"
            value={chosen}
            onChange={setFilter}
            data={[
              { value: 'all' as const, label: `All (${findings.length})` },
              ...groups.map(({ severity, title, members }) => ({
                value: severity,
                label: `${title} (${members.length})`,
              })),
            ]}
          />
        )}
        {shown.map(({ severity, title, members }) => (
          <FindingGroup key={severity} title={title} members={members} editable={editable} />
        ))}
      </Stack>
    </Box>
  );
}

interface FindingGroupProps {
  title: string;
  members: readonly Finding[];
  editable: boolean;
}

function FindingGroup({ title, members, editable }: FindingGroupProps) {
  const [all, setAll] = useState(false);
  const shown = all ? members : members.slice(0, SHOWN);
  const more = members.length - SHOWN;
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={4}>{title}</Title>
      <Box component="ul" className={classes.list} aria-label={title}>
        {shown.map((finding) => (
          <FindingItem
            key={`${finding.code}:${finding.column ?? ''}`}
            finding={finding}
            editable={editable}
          />
        ))}
      </Box>
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${formatMany(more, 'more', 'more')}`}
        </Button>
      )}
    </Stack>
  );
}
