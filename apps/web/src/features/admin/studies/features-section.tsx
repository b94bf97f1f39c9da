import { Button, Group, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { formatCount } from '../../../lib/format.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { fieldId, Section, useDraft } from './draft-form.tsx';
import type { FeatureErrors } from './feature-part.ts';
import { FeatureRow } from './feature-row.tsx';
import { featuresOf } from './study-draft.ts';

/** Features drawn at once. */
export const PAGE_SIZE = 25;
const NONE: FeatureErrors = {};

/** Messages by feature; a message of `features.2.range.0` counts for its `range`. */
function errorsByFeature(errors: ReadonlyMap<string, string>): Map<number, FeatureErrors> {
  const found = new Map<number, Record<string, string>>();
  for (const [place, message] of errors) {
    const match = /^features\.(\d+)(?:\.([^.]+))?/.exec(place);
    if (!match) continue;
    const index = Number(match[1]);
    const own = found.get(index) ?? {};
    own[match[2] ?? ''] ??= message;
    found.set(index, own);
  }
  return found;
}

interface FeaturesSectionProps {
  keys: readonly number[];
  page: number;
  onPage: (page: number) => void;
}

export function FeaturesSection({ keys, page: wanted, onPage }: FeaturesSectionProps) {
  const { study, errors, change } = useDraft();
  const features = featuresOf(study);
  const pages = Math.max(1, Math.ceil(features.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  const first = page * PAGE_SIZE;
  const shown = features.slice(first, first + PAGE_SIZE);
  const byFeature = errorsByFeature(errors);
  const none = errors.get('features');
  const add = () => {
    change({ kind: 'addFeature' });
    onPage(Math.floor(features.length / PAGE_SIZE));
  };
  return (
    <Section
      title="Features"
      lead="The columns that the model learns from, in this order. A numeric value outside its plausible range counts as missing."
    >
      {features.length > 0 && (
        <ScrollRegion label="Features">
          <Table miw={932} aria-label="Features" verticalSpacing={6} horizontalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th miw={170}>Column</Table.Th>
                <Table.Th w={148}>Kind</Table.Th>
                <Table.Th w={126}>Source</Table.Th>
                <Table.Th w={96}>Unit</Table.Th>
                <Table.Th miw={200}>Plausible values</Table.Th>
                <Table.Th w={132}>Order</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((feature, offset) => (
                <FeatureRow
                  key={keys[first + offset]}
                  index={first + offset}
                  last={first + offset === features.length - 1}
                  feature={feature}
                  errors={byFeature.get(first + offset) ?? NONE}
                  change={change}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
      {none && (
        <Text c="var(--app-bad)" size="sm" role="alert">
          {none}
        </Text>
      )}
      <Group gap="sm">
        <Button
          id={fieldId('features')}
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={add}
        >
          Add a feature
        </Button>
        {pages > 1 && (
          <>
            <Button variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>
              Previous
            </Button>
            <Button variant="default" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
              Next
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {formatCount(first + 1)}–{formatCount(first + shown.length)} of {formatCount(features.length)}
            </Text>
          </>
        )}
      </Group>
    </Section>
  );
}
