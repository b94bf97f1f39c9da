/** What this computer trains with, why, how fast each engine is here, and a choice. */
import { Alert, NativeSelect, Paper, Stack, Table, Text } from '@mantine/core';
import { asEngine, engineChoices, engineWords, withEngineWords } from '../../lib/engine-words.ts';
import { pinEngine } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { engineReason, speedOf, speedWords } from './engine-speed.ts';

export function EnginePanel() {
  const engines = useSiteStore((state) => state.snapshot.engines ?? null);
  const study = useSiteStore((state) => state.snapshot.study);
  const chosen = useSiteStore((state) => state.engine);
  const trainRows = useSiteStore(({ dataset }) =>
    dataset.status === 'ready' ? dataset.summary.trainRows : 0,
  );
  if (!engines || !study) return null;
  const { batchSize, engine: byStudy } = study.training;
  const rows = engines.timings.map(({ engine, stepsPerSecond, problem }) => ({
    engine,
    speed: speedOf(stepsPerSecond, trainRows, batchSize),
    problem,
  }));
  return (
    <Paper p="lg" component="section" aria-label="Training engine">
      <Stack gap="md">
        <Stack gap={4}>
          <Text fw={600}>{`Trains with ${engineWords(engines.engine)}`}</Text>
          <Text size="sm" c="dimmed" maw={720}>
            {engineReason(engines)}
          </Text>
        </Stack>
        {engines.notice && (
          <Alert role="status" color="yellow" variant="light" title="Another engine took over">
            {withEngineWords(engines.notice)} No round was lost.
          </Alert>
        )}
        {rows.length > 0 && (
          <Table.ScrollContainer minWidth={300}>
            <Table aria-label="Training engines on this computer" className="figures">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Engine</Table.Th>
                  <Table.Th>On your training rows</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(({ engine, speed, problem }) => (
                  <Table.Tr key={engine}>
                    <Table.Th scope="row" fw={engine === engines.engine ? 600 : 400}>
                      {engineWords(engine)}
                      {engine === engines.engine && ' (in use)'}
                    </Table.Th>
                    <Table.Td c={speed === null ? 'dimmed' : undefined}>
                      {speed === null ? withEngineWords(problem ?? 'Not measured.') : speedWords(speed)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <NativeSelect
          maw={420}
          label="Engine on this computer"
          description="Takes effect with the next round, and is remembered in this browser."
          data={[
            {
              value: '',
              label: byStudy ? `As the study asks: ${engineWords(byStudy)}` : 'The fastest, by itself',
            },
            ...engineChoices(),
          ]}
          value={chosen ?? ''}
          onChange={({ currentTarget: { value } }) => void pinEngine(asEngine(value))}
        />
      </Stack>
    </Paper>
  );
}
