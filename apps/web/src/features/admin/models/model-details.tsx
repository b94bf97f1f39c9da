/** Where a version comes from, in full: parent, strategy, hospitals, figures, hashes. */
import type { ModelView } from '@fedhealth/fl-core/protocol';
import { Button, Code, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { exactTime, formatCount, formatMany } from '../../../lib/format.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { metricsColumns } from '../parts/metrics-columns.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { parentWords } from './model-figures.ts';
import { StageMark } from './stage-mark.tsx';

export function ModelDetails({ model }: { model: ModelView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => setOpen(true)}
        aria-label={`Details of version ${model.version}`}
      >
        Details
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={`Version ${model.version}`} size="lg">
        <Details model={model} />
      </Dialog>
    </>
  );
}

function Details({ model }: { model: ModelView }) {
  const { strategy, contributions, metrics } = model;
  const figures = [
    { on: 'Validation rows', metrics: metrics.validation },
    { on: 'Hospitals’ test rows', metrics: metrics.combined },
  ].filter((row) => row.metrics !== null);
  const facts: [string, ReactNode][] = [
    ['Stage', <StageMark key="stage" stage={model.stage} />],
    ['Study', `${model.studyId}, version ${model.studyVersion}`],
    ['Made by', `run ${model.runNumber}, after round ${model.round}`],
    ['Made at', exactTime(model.createdAt)],
    ['Parent', parentWords(model)],
    ['Strategy', strategy ? <Strategy key="strategy" strategy={strategy} /> : 'not known'],
    ['Network', formatMany(model.parameters, 'parameter')],
    ['Weights, SHA-256', <Hash key="weights" hash={model.hash} />],
    ['Artifact, SHA-256', model.artifactHash ? <Hash key="artifact" hash={model.artifactHash} /> : 'none'],
  ];
  return (
    <Stack gap="lg">
      <Table layout="fixed" aria-label="Where it comes from">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="30%" fw={550}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Stack gap="xs">
        <Text fw={550}>{formatMany(contributions.length, 'hospital')} contributed</Text>
        {contributions.length > 0 && (
          <ScrollRegion label="Hospitals that contributed" maxHeight={260}>
            <Table aria-label="Hospitals that contributed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Hospital</Table.Th>
                  <Table.Th scope="col" ta="right">
                    Rounds
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    Examples
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {contributions.map(({ siteId, name, rounds, examples }) => (
                  <Table.Tr key={siteId}>
                    <Table.Th scope="row" fw={400}>
                      {name}
                    </Table.Th>
                    <Table.Td ta="right">{formatCount(rounds)}</Table.Td>
                    <Table.Td ta="right">{formatCount(examples)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollRegion>
        )}
      </Stack>
      {figures.length > 0 && (
        <DataTable
          label="Figures"
          columns={[
            { key: 'on', header: 'On', nowrap: true, cell: ({ on }) => on },
            ...metricsColumns<(typeof figures)[number]>((row) => row.metrics),
          ]}
          rows={figures}
          rowKey={({ on }) => on}
          minWidth={860}
        />
      )}
    </Stack>
  );
}

function Strategy({ strategy }: { strategy: NonNullable<ModelView['strategy']> }) {
  const parameters = Object.entries(strategy.parameters);
  return (
    <>
      {strategy.title}
      {parameters.length > 0 && (
        <Text size="sm" c="dimmed">
          {parameters.map(([name, value]) => `${name} ${value}`).join(', ')}
        </Text>
      )}
    </>
  );
}

function Hash({ hash }: { hash: string }) {
  return (
    <Stack gap={4} align="flex-start">
      <Code style={{ overflowWrap: 'anywhere' }}>{hash}</Code>
      <CopyButton text={hash} label="Copy" done="The hash was copied." variant="subtle" />
    </Stack>
  );
}
