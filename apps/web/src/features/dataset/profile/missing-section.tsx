import {
  heatmapFigure,
  missingBarsFigure,
  missingMatrixFigure,
  type Profile,
} from '@fedhealth/fl-core/quality';
import { Stack, Text } from '@mantine/core';
import { useCallback } from 'react';
import { FigureView } from './figure-view.tsx';

export function MissingSection({ profile }: { profile: Profile }) {
  const { matrix, together } = profile.missing;
  const bars = useCallback((width: number) => missingBarsFigure(profile, width), [profile]);
  const blocks = useCallback((width: number) => missingMatrixFigure(matrix, width), [matrix]);
  const pairs = useCallback(
    (width: number) => heatmapFigure('Missing together', together.columns, together.matrix, width),
    [together],
  );
  if (profile.overview.missingCells === 0) return <Text c="dimmed">No cell of the file is missing.</Text>;
  return (
    <Stack gap="xl">
      <FigureView make={bars} />
      <FigureView make={blocks} />
      {together.columns.length > 1 && (
        <Stack gap={4}>
          <FigureView wide make={pairs} />
          <Text size="sm" c="dimmed">
            1 means that two columns are always missing in the same rows, 0 that the one says nothing of the
            other.
          </Text>
        </Stack>
      )}
    </Stack>
  );
}
