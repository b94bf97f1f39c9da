import { NativeSelect } from '@mantine/core';
import { fieldId, fieldOrder, NumberField, useDraft } from './draft-form.tsx';
import { valueAt } from './json-path.ts';

const PATH = 'training.classWeights';
const CHOICES = [
  { value: 'none', label: 'All rows alike' },
  { value: 'balanced', label: 'Both outcomes alike' },
  { value: 'own', label: 'By two numbers' },
];

/** How much a row counts in training, by its outcome. */
export function ClassWeights() {
  const { study, errors, change } = useDraft();
  const held = valueAt(study, PATH);
  const own = Array.isArray(held);
  return (
    <>
      <NativeSelect
        id={fieldId(PATH)}
        {...fieldOrder}
        label="Weight of the rows"
        description="“Both outcomes alike” makes up for an outcome that is rare."
        data={CHOICES}
        value={own ? 'own' : String(held)}
        error={errors.get(PATH)}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: 'set', path: PATH, value: value === 'own' ? [1, 1] : value })
        }
      />
      {own && <NumberField path={`${PATH}.0`} label="Weight of a “no” row" step={0.1} />}
      {own && <NumberField path={`${PATH}.1`} label="Weight of a “yes” row" step={0.1} />}
    </>
  );
}
