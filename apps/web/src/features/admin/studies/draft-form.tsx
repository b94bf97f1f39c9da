/** Fields of the form, each bound to one place of the draft; the message of that place stands at the field. */
import {
  Autocomplete,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { type Json, type JsonObject, valueAt } from './json-path.ts';
import type { DraftChange } from './study-draft.ts';

export interface DraftForm {
  readonly study: JsonObject;
  /** The first message of each place. */
  readonly errors: ReadonlyMap<string, string>;
  /** Columns of the sample that the study was made from, to choose from. */
  readonly columns: readonly string[];
  readonly change: (change: DraftChange) => void;
}

const DraftContext = createContext<DraftForm | null>(null);
export const DraftProvider = DraftContext.Provider;

export function useDraft(): DraftForm {
  const form = useContext(DraftContext);
  if (!form) throw new Error('A field of the study form stands outside the form.');
  return form;
}

/** The id of the input for a place, so that a message elsewhere can lead to it. */
export const fieldId = (path: string): string => `study-${path.replaceAll('.', '-')}`;

function useField(path: string) {
  const { study, errors, change } = useDraft();
  return {
    id: fieldId(path),
    value: valueAt(study, path),
    error: errors.get(path),
    set: (value: Json | undefined) => change({ kind: 'set', path, value }),
  };
}

interface FieldProps {
  path: string;
  label: string;
  description?: string;
}

/** What a field is for stands under it, so that the inputs of a row are level. */
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
export const fieldOrder = { inputWrapperOrder: ORDER };

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

interface TextFieldProps extends FieldProps {
  /** Emptied, the field is left out of the study. */
  optional?: boolean;
  disabled?: boolean;
  long?: boolean;
}

export function TextField({ path, label, description, optional, disabled, long }: TextFieldProps) {
  const { id, value, error, set } = useField(path);
  const Input = long ? Textarea : TextInput;
  return (
    <Input
      id={id}
      {...fieldOrder}
      label={label}
      description={description}
      value={textOf(value)}
      error={error}
      disabled={disabled}
      {...(long ? { autosize: true, minRows: 2, maxRows: 6 } : {})}
      onChange={({ currentTarget: { value: text } }) => set(optional && text === '' ? undefined : text)}
    />
  );
}

/** A column's name; those of the sample are offered. */
export function ColumnField({ path, label, description, optional }: TextFieldProps) {
  const { columns } = useDraft();
  const { id, value, error, set } = useField(path);
  return (
    <Autocomplete
      id={id}
      {...fieldOrder}
      label={label}
      description={description}
      data={columns}
      limit={50}
      value={textOf(value)}
      error={error}
      onChange={(text) => set(optional && text === '' ? undefined : text)}
    />
  );
}

interface NumberFieldProps extends FieldProps {
  optional?: boolean;
  step?: number;
  whole?: boolean;
}

export function NumberField({ path, label, description, optional, step, whole }: NumberFieldProps) {
  const { id, value, error, set } = useField(path);
  return (
    <NumberInput
      id={id}
      {...fieldOrder}
      label={label}
      description={description}
      value={typeof value === 'number' ? value : textOf(value)}
      error={error}
      step={step}
      allowDecimal={!whole}
      clampBehavior="none"
      onChange={(next) => set(next === '' ? (optional ? undefined : null) : next)}
    />
  );
}

export type Choice = readonly [value: string, words: string];

export function ChoiceField({
  path,
  label,
  description,
  choices,
}: FieldProps & { choices: readonly Choice[] }) {
  const { id, value, error, set } = useField(path);
  const held = textOf(value);
  const known = choices.some(([choice]) => choice === held);
  const data = choices.map(([choice, words]) => ({ value: choice, label: words }));
  return (
    <NativeSelect
      id={id}
      {...fieldOrder}
      label={label}
      description={description}
      data={known ? data : [{ value: held, label: held === '' ? 'As set in the JSON' : held }, ...data]}
      value={held}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}

interface SectionProps {
  title: string;
  lead?: string;
  children: ReactNode;
}

/** Fields that belong together, under a heading. */
export function Section({ title, lead, children }: SectionProps) {
  const heading = useId();
  return (
    <Stack gap="md" component="section" aria-labelledby={heading}>
      <Stack gap={4}>
        <Title order={2} id={heading}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" size="sm" maw={720}>
            {lead}
          </Text>
        )}
      </Stack>
      {children}
    </Stack>
  );
}

export const FieldGrid = ({ children }: { children: ReactNode }) => (
  <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="lg" style={{ alignItems: 'start' }}>
    {children}
  </SimpleGrid>
);
