import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldId, fieldOrder, useDraft } from './draft-form.tsx';
import { type Json, valueAt } from './json-path.ts';
import { listText } from './text-list.ts';

interface ListFieldProps {
  path: string;
  label: string;
  description?: string;
  /** The list that a text means. */
  read: (text: string) => Json | undefined;
}

/** A list in one line, separated by commas; what is being typed stays as typed. */
export function ListField({ path, label, description, read }: ListFieldProps) {
  const { study, errors, change } = useDraft();
  const [typed, setTyped] = useState<string | null>(null);
  const first = [...errors].find(([place]) => place === path || place.startsWith(`${path}.`));
  return (
    <TextInput
      id={fieldId(path)}
      {...fieldOrder}
      label={label}
      description={description}
      value={typed ?? listText(valueAt(study, path))}
      error={first?.[1]}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        change({ kind: 'set', path, value: read(value) });
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
