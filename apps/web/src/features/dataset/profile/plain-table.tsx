import { Table } from '@mantine/core';

interface PlainTableProps {
  label: string;
  head?: readonly string[];
  rows: readonly (readonly string[])[];
  /** Higher tables scroll. */
  maxHeight?: number;
}

/** A table of text: the first cell of each row names it, figures stand on the right. */
export function PlainTable({ label, head, rows, maxHeight = 360 }: PlainTableProps) {
  return (
    <Table.ScrollContainer minWidth={0} maxHeight={maxHeight}>
      <Table aria-label={label} verticalSpacing={4} fz="sm" w="auto" miw="60%">
        {head && (
          <Table.Thead>
            <Table.Tr>
              {head.map((cell, index) => (
                <Table.Th key={`${cell}${index.toString()}`} ta={index === 0 ? 'left' : 'right'}>
                  {cell}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
        )}
        <Table.Tbody>
          {rows.map((row, line) => (
            <Table.Tr key={`${row[0] ?? ''}${line.toString()}`}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <Table.Th key="name" scope="row" fw={500} miw="8rem" style={{ overflowWrap: 'anywhere' }}>
                    {cell}
                  </Table.Th>
                ) : (
                  <Table.Td key={`cell${index.toString()}`} ta="right">
                    {cell}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
