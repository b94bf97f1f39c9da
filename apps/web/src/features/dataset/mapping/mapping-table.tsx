/** The study's columns, each with the file's column that is used for it and what is done to its values. */
import { Button, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../../../lib/format.ts';
import type { CellExamples, ColumnsView, ColumnView } from '../../../worker/api/columns-api.ts';
import { withColumn, withConversion } from './choices.ts';
import { conversionWords, decimalWords, howWords } from './reading-words.ts';

interface MappingTableProps {
  view: ColumnsView;
  label: string;
  /** Only what was found and the times at first; the study's other columns when asked for. */
  partial?: boolean | undefined;
  disabled: boolean;
  onChange: (decisions: ColumnsView['decisions']) => void;
  onExamples(): Promise<CellExamples>;
}

const NONE = '';

export function MappingTable(props: MappingTableProps) {
  const { view, label, partial = false, disabled, onChange, onExamples } = props;
  const { columns, fileColumns, decisions } = view;
  const chosen = new Map(decisions.columns.map((one) => [one.study, one.file]));
  // Cells are for the eye only: they live as long as the table is on screen.
  const [examples, setExamples] = useState<CellExamples>({});
  const [whole, setWhole] = useState(!partial);
  // A column that was just given away stays in sight.
  const [listed, setListed] = useState<ReadonlySet<string>>(() => namesOf(columns));
  const asked = useRef(onExamples);
  asked.current = onExamples;
  useEffect(() => {
    let shown = true;
    // Asked anew for each view: another decision changes what comes of the cells.
    if (columns) void asked.current().then((next) => shown && setExamples(next));
    setListed((before) => new Set([...before, ...namesOf(columns)]));
    return () => {
      shown = false;
    };
  }, [columns]);

  const rows = whole ? columns : columns.filter(({ study }) => listed.has(study));
  const others = columns.length - rows.length;
  return (
    <Stack gap="xs" align="flex-start">
      <Table.ScrollContainer minWidth={760} w="100%">
        <Table aria-label={label} verticalSpacing={8} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="18%">The study’s column</Table.Th>
              <Table.Th w="26%">Your column</Table.Th>
              <Table.Th w="32%">How it is used</Table.Th>
              <Table.Th w="24%">Examples</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((column) => (
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
                    decimal={decimalWords(column.file, view.reading)}
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
      {others > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          Show the study’s {others === 1 ? 'other column' : `other ${formatCount(others)} columns`}
        </Button>
      )}
    </Stack>
  );
}

/** What a file has of the study's columns, and its times: without them it cannot be joined. */
const namesOf = (columns: readonly ColumnView[]): ReadonlySet<string> =>
  new Set(columns.flatMap(({ study, file, role }) => (file !== null || role === 'timestamp' ? [study] : [])));

interface UseProps {
  column: ColumnView;
  /** Said of its decimal mark, where that is not the file's. */
  decimal: string | null;
  disabled: boolean;
  onConversion: (id: string | null) => void;
}

function Use({ column, decimal, disabled, onConversion }: UseProps) {
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
      {decimal && <Text size="sm">{decimal}</Text>}
      {converted && <Text size="sm">{conversionWords(converted)}</Text>}
      {question && (
        <Text size="sm" c="var(--app-warning)">
          {question}
        </Text>
      )}
    </Stack>
  );
}
