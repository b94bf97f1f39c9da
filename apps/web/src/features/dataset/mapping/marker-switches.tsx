/** Texts and numbers that stand for “nothing was measured”, each with its count and a switch. */
import { Stack, Switch, Text } from '@mantine/core';
import { formatMany } from '../../../lib/format.ts';
import type { ColumnsView } from '../../../worker/api/columns-api.ts';
import { isMarked, withMarker, withSentinel } from './choices.ts';

interface MarkerSwitchesProps {
  view: ColumnsView;
  disabled: boolean;
  onChange: (decisions: ColumnsView['decisions']) => void;
}

export function MarkerSwitches({ view, disabled, onChange }: MarkerSwitchesProps) {
  const { reading, sentinels, decisions } = view;
  const markers = reading?.markers ?? [];
  if (markers.length === 0 && sentinels.length === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label="Missing markers">
      <Text fw={600}>Counted as missing</Text>
      {markers.map(({ marker, count, columns, missing }) => (
        <Switch
          key={marker}
          disabled={disabled}
          checked={isMarked(decisions, marker) ?? missing}
          label={`“${marker}”: ${formatMany(count, 'cell')} in ${names(columns)}`}
          onChange={({ currentTarget: { checked } }) => onChange(withMarker(decisions, marker, checked))}
        />
      ))}
      {sentinels.map(({ study, value, count }) => (
        <Switch
          key={`${study}:${value}`}
          disabled={disabled}
          checked={!decisions.kept.some((one) => one.study === study && one.value === value)}
          label={`${value}: ${formatMany(count, 'cell')} in ${study}, far from all other values`}
          onChange={({ currentTarget: { checked } }) =>
            onChange(withSentinel(decisions, study, value, checked))
          }
        />
      ))}
    </Stack>
  );
}

const names = (columns: readonly string[]): string =>
  columns.length > 3
    ? `${columns.slice(0, 3).join(', ')} and ${columns.length - 3} more`
    : columns.join(', ');
