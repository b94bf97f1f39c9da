/** What only a person knows about the file's times: day or month first, and the hospital's time zone. */
import { NativeSelect, Radio, Stack } from '@mantine/core';
import type { ColumnsView } from '../../../worker/api/columns-api.ts';

interface TimeQuestionsProps {
  view: ColumnsView;
  disabled: boolean;
  onChange: (decisions: ColumnsView['decisions']) => void;
}

export function TimeQuestions({ view, disabled, onChange }: TimeQuestionsProps) {
  const { ambiguousDates, zoneMatters, timeZone, decisions } = view;
  const asked = ambiguousDates !== null || decisions.dateOrder !== null;
  if (!asked && !zoneMatters) return null;
  return (
    <Stack gap="md" maw={520}>
      {asked && (
        <Radio.Group
          label="What comes first in your dates?"
          description="No row of the file tells: a date such as 03/04/2025 may mean either day."
          value={decisions.dateOrder}
          onChange={(value) =>
            onChange({ ...decisions, dateOrder: value === 'monthFirst' ? 'monthFirst' : 'dayFirst' })
          }
        >
          <Stack gap="xs" mt="xs">
            <Radio value="dayFirst" label="The day: 03/04 is 3 April" disabled={disabled} />
            <Radio value="monthFirst" label="The month: 03/04 is 4 March" disabled={disabled} />
          </Stack>
        </Radio.Group>
      )}
      {zoneMatters && (
        <NativeSelect
          label="The hospital’s time zone"
          description="The file’s times name a moment; they are put on this clock, so that the hour is the hour of the day."
          disabled={disabled}
          value={timeZone}
          data={[...new Set([timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
          onChange={({ currentTarget: { value } }) => onChange({ ...decisions, timeZone: value })}
        />
      )}
    </Stack>
  );
}
