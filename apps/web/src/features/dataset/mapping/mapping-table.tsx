/** The study's columns, each with the file's column that is used for it and what is done to its values. */
import { NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { cellExamples } from '../../../store/column-actions.ts';
import type { CellExamples, ColumnsView, ColumnView } from '../../../worker/columns-api.ts';
import { withColumn, withConversion } from './choices.ts';
import { conversionWords, howWords } from './reading-words.ts';

interface MappingTableProps {
  view: ColumnsView;
  disabled: boolean;
  onChange: (decisions: ColumnsView['decisions']) => void;
}

const NONE = '';

export function MappingTable({ view, disabled, onChange }: MappingTableProps) {
  const { columns, fileColumns, decisions } = view;
  const chosen = new Map(decisions.columns.map((one) => [one.study, one.file]));
  // Cells are for the eye only: they live as long as the table is on screen.
  const [examples, setExamples] = useState<CellExamples>({});
  useEffect(() => {
    let shown = true;
    // Asked anew for each view: another decision changes what comes of the cells.
    if (columns) void cellExamples().then((next) => shown && setExamples(next));
    return () => {
      shown = false;
    };
  }, [columns]);

  return (
    <Table.ScrollContainer minWidth={760}>
      <Table aria-label="Which column is which" verticalSpacing={8} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="18%">The study’s column</Table.Th>
            <Table.Th w="26%">Your column</Table.Th>
            <Table.Th w="32%">How it is used</Table.Th>
            <Table.Th w="24%">Examples</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column.study}>
              <Table.Td>
                <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {column.study}
                </Text>
                {column.unit && (
                  <Text size="sm" c="dimmed">
                    {column.unit}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={`Your column for ${column.study}`}
                  disabled={disabled}
                  value={(chosen.has(column.study) ? chosen.get(column.study) : column.file) ?? NONE}
                  data={[
                    { value: NONE, label: 'None' },
                    ...fileColumns.map((name) => ({ value: name, label: name })),
                  ]}
                  onChange={({ currentTarget: { value } }) =>
                    onChange(withColumn(decisions, column.study, value === NONE ? null : value))
                  }
                />
              </Table.Td>
              <Table.Td>
                <Use
                  column={column}
                  disabled={disabled}
                  onConversion={(id) => onChange(withConversion(decisions, column.study, id))}
                />
              </Table.Td>
              <Table.Td>
                {examples[column.study]?.map(({ before, after }) => (
                  <Text size="sm" className="figures" key={before}>
                    {before === after ? before : `${before} → ${after}`}
                  </Text>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface UseProps {
  column: ColumnView;
  disabled: boolean;
  onConversion: (id: string | null) => void;
}

function Use({ column, disabled, onConversion }: UseProps) {
  const { study, file, converted, conversions, question, unit } = column;
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {howWords(column)}
      </Text>
      {file !== null && conversions.length > 0 && (
        <NativeSelect
          aria-label={`Unit of ${file}, used for ${study}`}
          size="sm"
          disabled={disabled}
          value={converted?.id ?? NONE}
          data={[
            { value: NONE, label: `In ${unit ?? 'the study’s unit'} already` },
            ...conversions.map((one) => ({ value: one.id, label: `In ${one.from}` })),
          ]}
          onChange={({ currentTarget: { value } }) => onConversion(value === NONE ? null : value)}
        />
      )}
      {converted && <Text size="sm">{conversionWords(converted)}</Text>}
      {question && (
        <Text size="sm" c="var(--app-warning)">
          {question}
        </Text>
      )}
    </Stack>
  );
}
