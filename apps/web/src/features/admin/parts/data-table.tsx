/** A table that sorts by its headings, shows fifty rows at a time and scrolls inside itself. */
import { Button, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { formatCount } from '../../../lib/format.ts';
import classes from './parts.module.css';
import { ScrollRegion } from './scroll-region.tsx';
import { type Direction, type SortValue, sortRows } from './sort-rows.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Lets a person sort by this column. */
  readonly sort?: (row: Row) => SortValue;
  readonly numeric?: boolean;
  readonly nowrap?: boolean;
  /** The row's name is not worth bold type, as a time. */
  readonly quiet?: boolean;
  /** What the heading means, shown on hover. */
  readonly hint?: string;
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  pageSize?: number;
  minWidth?: number;
  maxHeight?: number;
}

const DIRECTION_ICONS = { ascending: IconArrowUp, descending: IconArrowDown };

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, pageSize = 50, minWidth = 600, maxHeight } = props;
  const [order, setOrder] = useState<{ key: string; direction: Direction } | null>(null);
  const [wantedPage, setPage] = useState(0);

  const sorted = useMemo(() => {
    const sort = order && columns.find(({ key }) => key === order.key)?.sort;
    return sort ? sortRows(rows, sort, order.direction) : rows;
  }, [rows, columns, order]);
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const page = Math.min(wantedPage, pages - 1);
  const shown = sorted.slice(page * pageSize, (page + 1) * pageSize);

  const turn = (key: string) => {
    setPage(0);
    setOrder((now) => ({
      key,
      direction: now?.key === key && now.direction === 'ascending' ? 'descending' : 'ascending',
    }));
  };

  return (
    <Stack gap="sm">
      <ScrollRegion label={label} maxHeight={maxHeight}>
        <Table miw={minWidth} aria-label={label} stickyHeader={maxHeight !== undefined} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Heading key={column.key} column={column} order={order} onTurn={turn} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <Table.Th key={column.key} scope="row" className={cellClass(column, true)}>
                      {column.cell(row)}
                    </Table.Th>
                  ) : (
                    <Table.Td key={column.key} className={cellClass(column)}>
                      {column.cell(row)}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {pages > 1 && (
        <Group gap="sm">
          <Button size="xs" variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button size="xs" variant="default" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {formatCount(page * pageSize + 1)}–{formatCount(page * pageSize + shown.length)} of{' '}
            {formatCount(sorted.length)}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function cellClass<Row>({ numeric, nowrap, quiet }: Column<Row>, head = false): string {
  const weight = head && (quiet ? classes.quiet : classes.rowHead);
  return [numeric && classes.numeric, nowrap && classes.nowrap, weight].filter(Boolean).join(' ');
}

interface HeadingProps<Row> {
  column: Column<Row>;
  order: { key: string; direction: Direction } | null;
  onTurn: (key: string) => void;
}

function Heading<Row>({ column, order, onTurn }: HeadingProps<Row>) {
  const direction = order?.key === column.key ? order.direction : undefined;
  const Icon = direction ? DIRECTION_ICONS[direction] : IconSelector;
  return (
    <Table.Th
      scope="col"
      className={[classes.head, column.numeric && classes.numeric].filter(Boolean).join(' ')}
      aria-sort={direction}
      title={column.hint}
    >
      {column.sort ? (
        <UnstyledButton className={classes.sort} onClick={() => onTurn(column.key)}>
          {column.header}
          <Icon size={14} aria-hidden />
        </UnstyledButton>
      ) : (
        column.header
      )}
    </Table.Th>
  );
}
