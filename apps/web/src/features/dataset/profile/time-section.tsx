import { type Profile, type TimePart, timeFigure } from '@fedhealth/fl-core/quality';
import { Select, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { FigureView } from './figure-view.tsx';

export function TimeSection({ profile }: { profile: Profile }) {
  const { time } = profile;
  const [chosen, setChosen] = useState<string | null>(null);
  const column = chosen ?? time?.columns[0];
  if (!time || column === undefined) {
    return <Text c="dimmed">The file has no column of times that could be read.</Text>;
  }
  return (
    <Stack gap="lg">
      <Select
        label="Mean of"
        maw={360}
        allowDeselect={false}
        data={[...time.columns]}
        value={column}
        onChange={setChosen}
      />
      {(['hour', 'weekday', 'month'] as const).map((part) => (
        <TimeChart key={part} time={time} column={column} part={part} />
      ))}
    </Stack>
  );
}

interface TimeChartProps {
  time: NonNullable<Profile['time']>;
  column: string;
  part: TimePart;
}

function TimeChart({ time, column, part }: TimeChartProps) {
  const make = useCallback((width: number) => timeFigure(time, column, part, width), [time, column, part]);
  return <FigureView make={make} empty={<Text c="dimmed">{column} has no values with a time.</Text>} />;
}
