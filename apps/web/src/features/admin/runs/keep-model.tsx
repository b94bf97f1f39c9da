/** Keeps the model of a round as a version, whether the run ended well, was stopped or goes on. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useKeepRound } from '../data/models.ts';
import { useModels } from '../data/queries.ts';
import { keepableRounds } from './keepable-rounds.ts';

export function KeepModel({ run }: { run: RunDetailView }) {
  const { data: models = [] } = useModels();
  const rounds = keepableRounds(run);
  const [chosen, setChosen] = useState<string | null>(null);
  const { mutate: keep, isPending, error } = useKeepRound();
  const kept = models.filter(({ runId }) => runId === run.id).sort((a, b) => a.version - b.version);
  const best = rounds.find(({ words }) => words.includes('the best')) ?? rounds[0];
  if (!best) return null;
  const round = Number(chosen ?? best.round);
  const already = kept.find((model) => model.round === round);
  return (
    <Paper p="lg" component="section" aria-label="Models of this run">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>Models of this run</Title>
          <Text size="sm" c="dimmed" component="div">
            {kept.length === 0
              ? 'No version was made of it yet. The model of any completed round can be kept as one.'
              : 'The model of any completed round can be kept as a version; versions of it so far: '}
            {kept.map((model, index) => (
              <span key={model.version}>
                {index > 0 && ', '}
                <Anchor component={Link} to="/admin/models" size="sm">
                  Version {model.version}
                </Anchor>{' '}
                (round {model.round})
              </span>
            ))}
          </Text>
        </Stack>
        <Group align="flex-end">
          <Select
            label="Round"
            data={rounds.map(({ round: value, words }) => ({ value: String(value), label: words }))}
            value={String(round)}
            onChange={setChosen}
            allowDeselect={false}
            searchable={rounds.length > 10}
            w={300}
            maw="100%"
          />
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            loading={isPending}
            disabled={already !== undefined}
            onClick={() => keep({ run: run.id, round })}
          >
            {already ? `Kept as version ${already.version}` : 'Keep as a version'}
          </Button>
        </Group>
        {error && (
          <ProblemAlert
            title="The model was not kept"
            what={error.message}
            kept="The run and its rounds are as they were."
            todo="Try again in a moment, or choose another round."
          />
        )}
      </Stack>
    </Paper>
  );
}
