/** One feature of this hospital beside the federation's: a sentence, the two distributions, the figures. */
import type { BesideFeature } from '@fedhealth/fl-core/site';
import { Table, Text } from '@mantine/core';
import { ChartCard } from '../../../components/chart-card.tsx';
import { formatShare } from '../../../lib/format.ts';
import { BesideChart } from './beside-chart.tsx';
import { besideSentence, figure } from './beside-words.ts';

type Shown = Exclude<BesideFeature, { kind: 'withheld' }>;
type Numeric = Extract<BesideFeature, { kind: 'numeric' }>;

export function BesideCard({ feature }: { feature: Shown }) {
  return (
    <ChartCard
      compact
      title={feature.name}
      label={`${feature.name} beside the federation`}
      plain={feature.kind === 'choices'}
    >
      {(asTable) => (
        <>
          <Text>{besideSentence(feature)}</Text>
          {feature.kind === 'choices' ? (
            <Shares feature={feature} />
          ) : asTable ? (
            <Bars feature={feature} />
          ) : (
            <BesideChart feature={feature} />
          )}
          {feature.kind === 'numeric' && <Figures feature={feature} />}
        </>
      )}
    </ChartCard>
  );
}

function Figures({ feature: { name, own, all } }: { feature: Numeric }) {
  const rows = [
    ['Mean', own?.mean, all.mean],
    ['Median', own?.median, all.median],
    ['Standard deviation', own?.sd, all.sd],
  ] as const;
  return (
    <Table aria-label={`Figures of ${name}`} verticalSpacing={4}>
      <Heads first="Figure" />
      <Table.Tbody>
        {rows.map(([label, mine, theirs]) => (
          <Table.Tr key={label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td ta="right">{figure(mine)}</Table.Td>
            <Table.Td ta="right">{figure(theirs)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Bars({ feature: { name, unit, bars } }: { feature: Numeric }) {
  return (
    <Table aria-label={`Distribution of ${name}`} verticalSpacing={3}>
      <Heads first={unit ? `From, to (${unit})` : 'From, to'} />
      <Table.Tbody>
        {bars.map(({ low, high, own, all }) => (
          <Table.Tr key={low}>
            <Table.Td>
              {figure(low)} to {figure(high)}
            </Table.Td>
            <Table.Td ta="right">{formatShare(own)}</Table.Td>
            <Table.Td ta="right">{formatShare(all)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Shares({ feature: { name, bars } }: { feature: Extract<BesideFeature, { kind: 'choices' }> }) {
  return (
    <Table aria-label={`Shares of ${name}`} verticalSpacing={4}>
      <Heads first="Value" />
      <Table.Tbody>
        {bars.map(({ value, own, all }) => (
          <Table.Tr key={value ?? ' other'}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value ?? 'other values'}</Table.Td>
            <Table.Td ta="right">{formatShare(own)}</Table.Td>
            <Table.Td ta="right">{formatShare(all)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Heads({ first }: { first: string }) {
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{first}</Table.Th>
        <Table.Th ta="right">Yours</Table.Th>
        <Table.Th ta="right">All hospitals</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}
