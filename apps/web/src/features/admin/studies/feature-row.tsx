import {
  ActionIcon,
  Autocomplete,
  Group,
  NativeSelect,
  NumberInput,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { fieldId } from './draft-form.tsx';
import { FeatureDetails } from './feature-details.tsx';
import type { FeatureErrors, FeaturePartProps } from './feature-part.ts';
import { isJsonObject, type Json, type JsonObject } from './json-path.ts';
import type { DraftChange } from './study-draft.ts';
import { listText, readTexts } from './text-list.ts';

const SOURCES = ['wearable', 'air', 'weather', 'clinical', 'other'];
const KINDS = [
  { value: 'numeric', label: 'Numeric' },
  { value: 'boolean', label: 'Yes/no' },
  { value: 'categorical', label: 'Categories' },
];

interface FeatureRowProps {
  index: number;
  last: boolean;
  feature: Json;
  errors: FeatureErrors;
  change: (change: DraftChange) => void;
}

/** One feature. Only what changed is drawn again, however many there are. */
export const FeatureRow = memo(function FeatureRow({
  index,
  last,
  feature,
  errors,
  change,
}: FeatureRowProps) {
  const fields: JsonObject = isJsonObject(feature) ? feature : {};
  const path = `features.${index}`;
  const name = String(fields.name ?? '');
  const what = name || `feature ${index + 1}`;
  const set = (field: string, value: Json | undefined) =>
    change({ kind: 'set', path: `${path}.${field}`, value });
  const text = (field: string) => (fields[field] === undefined ? '' : String(fields[field]));
  const [opened, setOpened] = useState(false);
  const shown = opened || errors.description !== undefined || errors.aliases !== undefined;
  return (
    <>
      <Table.Tr style={{ verticalAlign: 'top' }}>
        <Table.Td>
          <TextInput
            id={fieldId(`${path}.name`)}
            aria-label={`Name of feature ${index + 1}`}
            value={name}
            error={errors.name ?? errors['']}
            onChange={({ currentTarget }) => set('name', currentTarget.value)}
          />
        </Table.Td>
        <Table.Td>
          <NativeSelect
            id={fieldId(`${path}.kind`)}
            aria-label={`Kind of ${what}`}
            data={KINDS}
            value={text('kind')}
            error={errors.kind}
            onChange={({ currentTarget }) => set('kind', currentTarget.value)}
          />
        </Table.Td>
        <Table.Td>
          <Autocomplete
            id={fieldId(`${path}.source`)}
            aria-label={`Source of ${what}`}
            data={SOURCES}
            value={text('source')}
            error={errors.source}
            onChange={(value) => set('source', value)}
          />
        </Table.Td>
        <Table.Td>
          <TextInput
            id={fieldId(`${path}.unit`)}
            aria-label={`Unit of ${what}`}
            value={text('unit')}
            error={errors.unit}
            onChange={({ currentTarget: { value } }) => set('unit', value === '' ? undefined : value)}
          />
        </Table.Td>
        <Table.Td>
          <FeatureValues path={path} what={what} fields={fields} errors={errors} set={set} />
        </Table.Td>
        <Table.Td>
          <Group gap={4} wrap="nowrap" pt={4}>
            <ActionIcon
              variant={shown ? 'light' : 'subtle'}
              color="gray"
              aria-label={`More of ${what}`}
              aria-expanded={shown}
              onClick={() => setOpened(!opened)}
            >
              <IconDots size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${what} up`}
              disabled={index === 0}
              onClick={() => change({ kind: 'moveFeature', index, by: -1 })}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${what} down`}
              disabled={last}
              onClick={() => change({ kind: 'moveFeature', index, by: 1 })}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`Remove ${what}`}
              onClick={() => change({ kind: 'removeFeature', index })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Table.Td>
      </Table.Tr>
      {shown && <FeatureDetails path={path} what={what} fields={fields} errors={errors} set={set} />}
    </>
  );
});

/** Which values are plausible: a range, a list, or nothing to say. */
function FeatureValues({ path, what, fields, errors, set }: FeaturePartProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (fields.kind === 'categorical') {
    return (
      <TextInput
        id={fieldId(`${path}.categories`)}
        aria-label={`Categories of ${what}`}
        placeholder="as the hospitals report them"
        value={typed ?? listText(fields.categories)}
        error={errors.categories}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          set('categories', readTexts(value));
        }}
        onBlur={() => setTyped(null)}
      />
    );
  }
  if (fields.kind === 'boolean') {
    return (
      <Text size="sm" c="dimmed" pt={8}>
        yes or no, true or false, 1 or 0
      </Text>
    );
  }
  const ends = Array.isArray(fields.range) ? fields.range : [null, null];
  const setEnd = (at: 0 | 1, value: string | number) => {
    const next = [ends[0] ?? null, ends[1] ?? null];
    next[at] = value === '' ? null : value;
    set('range', next.every((end) => end === null) ? undefined : next);
  };
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {(['Lowest', 'Highest'] as const).map((end, at) => (
        <NumberInput
          key={end}
          id={fieldId(at === 0 ? `${path}.range` : `${path}.range.high`)}
          aria-label={`${end} plausible ${what}`}
          hideControls
          miw={84}
          value={endText(ends[at])}
          error={at === 0 ? errors.range : errors.range !== undefined}
          onChange={(value) => setEnd(at === 0 ? 0 : 1, value)}
        />
      ))}
    </Group>
  );
}

const endText = (end: Json | undefined): string | number =>
  typeof end === 'number' || typeof end === 'string' ? end : '';
