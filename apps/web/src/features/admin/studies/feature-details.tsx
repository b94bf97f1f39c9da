import { SimpleGrid, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldId, fieldOrder } from './draft-form.tsx';
import type { FeaturePartProps } from './feature-part.ts';
import { listText, readTexts } from './text-list.ts';

/** What hospitals read of a feature, and the other names that they may give its column. */
export function FeatureDetails({ path, what, fields, errors, set }: FeaturePartProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td colSpan={6}>
        <SimpleGrid cols={2} spacing="md" pb="xs">
          <TextInput
            id={fieldId(`${path}.description`)}
            {...fieldOrder}
            label={`${what} in words`}
            description="As hospitals read it, such as “Blood oxygen saturation”"
            value={typeof fields.description === 'string' ? fields.description : ''}
            error={errors.description}
            onChange={({ currentTarget: { value } }) => set('description', value === '' ? undefined : value)}
          />
          <TextInput
            id={fieldId(`${path}.aliases`)}
            {...fieldOrder}
            label={`Other names of ${what}`}
            description="Columns that mean the same at a hospital, separated by commas, such as “pulse, HR”"
            value={typed ?? listText(fields.aliases)}
            error={errors.aliases}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value);
              set('aliases', readTexts(value));
            }}
            onBlur={() => setTyped(null)}
          />
        </SimpleGrid>
      </Table.Td>
    </Table.Tr>
  );
}
