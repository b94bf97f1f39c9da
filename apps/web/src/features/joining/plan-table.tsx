/** The plan a hospital agrees to: how long, what is computed here, what is sent. */
import type { RunPlan } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatMany, formatSeconds } from '../../lib/format.ts';
import { localWork, updateSize } from '../../lib/plan.ts';

function PlanRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={{ base: 130, sm: 220 }} style={{ verticalAlign: 'top' }}>
        {name}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

export function PlanTable({ study, plan }: { study: Study; plan: RunPlan }) {
  const size = updateSize(study);
  const least = size.open.length === 0 ? '' : 'at least ';
  const most = least === '' ? 'at most ' : 'at least ';
  return (
    <Table aria-label="The plan" verticalSpacing="sm">
      <Table.Tbody>
        <PlanRow name="Rounds">
          {formatCount(plan.rounds)}, once {formatMany(plan.minSites, 'hospital')} or more have joined
        </PlanRow>
        <PlanRow name="Work in each round">
          {localWork(study.training)}, on this computer. The page can be in the background; it has to stay
          open. A round waits at most {formatSeconds(plan.roundTimeoutSeconds)} for you.
        </PlanRow>
        <PlanRow name="Sent on joining">
          Your hospital’s name, how many training and test rows you have, and of each column its share of
          missing and implausible values, and roughly its mean and spread (each only where ten people or more
          stand behind it)
        </PlanRow>
        <PlanRow name="Sent once">
          For each column, over all training rows together: count, mean, spread, and how many values fall in
          each range
        </PlanRow>
        <PlanRow name="Sent each round">
          {most}
          {formatBytes(size.bytes)}: {least}
          {formatCount(size.parameters)} model weights
          {size.controlVariate && ', as many numbers that say how your steps differ from the others’,'} and
          counts of right and wrong answers on your test rows
          {size.open.length > 0 &&
            `. How many there are in the end follows from the values of ${size.open.map((name) => `“${name}”`).join(', ')}, which are known once a run has begun`}
        </PlanRow>
        <PlanRow name="Sent in all">
          {most}
          {formatBytes(size.bytes * plan.rounds)} of updates over {formatMany(plan.rounds, 'round')}
        </PlanRow>
        <PlanRow name="Leaving">
          <Text inherit>At any time, by button or by closing the page. A round goes on without you.</Text>
        </PlanRow>
      </Table.Tbody>
    </Table>
  );
}
