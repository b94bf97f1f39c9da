/** How the scores are spread, how many reach a threshold, and the rows with their scores as a file. */
import { Button, Group, Slider, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { ChartCard } from '../../components/chart-card.tsx';
import { Histogram } from '../../components/histogram.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { formatCount, formatMany, formatMetric, formatShare } from '../../lib/format.ts';
import { saveScores } from '../../store/prediction-actions.ts';
import type { Problem } from '../../worker/api/api.ts';
import type { PredictionView } from '../../worker/api/prediction-api.ts';
import { scoreBins } from './score-bins.ts';

const MIDDLE = 50;

interface ScoreViewProps {
  view: PredictionView;
  /** What a high score means, as "risk is 1". */
  outcome: string;
}

export function ScoreView({ view, outcome }: ScoreViewProps) {
  const [threshold, setThreshold] = useState(MIDDLE);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const above = view.atLeast[threshold] ?? 0;
  const share = view.rows > 0 ? above / view.rows : null;
  const bins = scoreBins(view);
  const save = async () => {
    setBusy(true);
    setProblem(await saveScores(threshold / 100));
    setBusy(false);
  };
  return (
    <Stack gap="lg">
      <ChartCard
        title={`Scores of ${formatMany(view.rows, 'row')}`}
        lead={`By version ${view.modelVersion}, on ${view.fileName}. A score is the model’s probability that ${outcome}; their mean is ${formatMetric(view.mean)}.`}
      >
        {(asTable) =>
          asTable ? (
            <Table aria-label="Scores, counted">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Score</Table.Th>
                  <Table.Th scope="col" ta="right">
                    Rows
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {bins.map((bin) => (
                  <Table.Tr key={bin.low}>
                    <Table.Th scope="row" fw={400}>
                      {bin.range}
                    </Table.Th>
                    <Table.Td ta="right">{formatCount(bin.rows)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          ) : (
            <Histogram
              label={`Distribution of the scores: ${formatMany(view.rows, 'row')}, mean ${formatMetric(view.mean)}`}
              bars={bins.map(({ low, high, rows, range }) => ({
                low,
                high,
                height: rows,
                words: `${range}: ${formatMany(rows, 'row')}`,
              }))}
              color="var(--app-series-1)"
              height={160}
              ends={['0', '1']}
            />
          )
        }
      </ChartCard>
      <Stack gap="xs">
        <Text fw={550} id="threshold-label">
          Threshold
        </Text>
        <Slider
          aria-labelledby="threshold-label"
          value={threshold}
          onChange={setThreshold}
          min={0}
          max={100}
          label={(value) => (value / 100).toFixed(2)}
          thumbLabel="Threshold"
          marks={[0, 25, 50, 75, 100].map((value) => ({ value, label: (value / 100).toFixed(2) }))}
          mb="lg"
          mx="sm"
          styles={{ markLabel: { color: 'var(--mantine-color-dimmed)' } }}
        />
        <Text className="figures" role="status" data-testid="above">
          <b>{formatMany(above, 'row')}</b> of {formatCount(view.rows)} ({formatShare(share)}) score{' '}
          {(threshold / 100).toFixed(2)} or more.
        </Text>
      </Stack>
      {problem && (
        <ProblemAlert
          title="The file was not saved"
          what={problem.message}
          kept="Your own file is as it was."
          todo="Predict again, then download."
        />
      )}
      <Group gap="md">
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={busy}
          onClick={() => void save()}
        >
          Download the scores
        </Button>
        <Text size="sm" c="dimmed" maw={520}>
          Your rows with their scores as a CSV, made on this computer and saved to it; it is not sent
          anywhere. For research: the model has not been assessed as a medical device.
        </Text>
      </Group>
    </Stack>
  );
}
