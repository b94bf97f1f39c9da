import {
  heatmapFigure,
  LABEL_MEASURES,
  type Measure,
  type Profile,
  withLabelFigure,
} from '@fedhealth/fl-core/quality';
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { FigureView } from './figure-view.tsx';

const WORDS: Readonly<Record<Measure, { name: string; explained: string }>> = {
  pearson: { name: 'Pearson', explained: 'How well a straight line describes the pair, from −1 to 1.' },
  spearman: {
    name: 'Spearman',
    explained: 'The same for ranks: any steady rise or fall counts, from −1 to 1.',
  },
  mixed: {
    name: 'Mixed',
    explained:
      'From 0 to 1 for any kinds: |Pearson| between numbers, the correlation ratio with a category, Cramér’s V between categories.',
  },
};

export function CorrelationsSection({ profile }: { profile: Profile }) {
  const [measure, setMeasure] = useState<Measure>('pearson');
  const { correlations, label } = profile;
  const heatmap = useCallback(
    (width: number) => {
      const { columns, matrix } =
        measure === 'mixed'
          ? correlations.mixed
          : { columns: correlations.columns, matrix: correlations[measure] };
      return columns.length < 2
        ? null
        : heatmapFigure(`${WORDS[measure].name} correlations`, columns, matrix, width);
    },
    [correlations, measure],
  );
  const bars = useCallback((width: number) => withLabelFigure(profile, measure, width), [profile, measure]);
  return (
    <Stack gap="lg">
      <Stack gap={4} align="flex-start">
        <SegmentedControl
          aria-label="Kind of correlation"
          data={LABEL_MEASURES.map((value) => ({ value, label: WORDS[value].name }))}
          value={measure}
          onChange={(value) => setMeasure(LABEL_MEASURES.find((one) => one === value) ?? 'pearson')}
        />
        <Text size="sm" c="dimmed">
          {WORDS[measure].explained}
        </Text>
      </Stack>
      <FigureView wide make={heatmap} empty={<Text c="dimmed">There are too few columns to compare.</Text>} />
      {correlations.withLabel.length > 0 ? (
        <FigureView make={bars} />
      ) : (
        <Text c="dimmed">Nothing can be compared with {label.column}: it has no readable values.</Text>
      )}
      {correlations.leftOut > 0 && (
        <Text size="sm" c="dimmed">
          {correlations.leftOut} columns are left out here; the study’s own come first.
        </Text>
      )}
    </Stack>
  );
}
