import type { LedgerEntry } from '@fedhealth/fl-core/site';
import { Button, Code, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { memo, useId } from 'react';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatBytes, formatMany } from '../../lib/format.ts';
import { KIND_NAMES } from './kind-names.ts';

interface LedgerRowProps {
  entry: LedgerEntry;
}

/** An entry is what it was until packets are added to it. */
const same = ({ entry: a }: LedgerRowProps, { entry: b }: LedgerRowProps) =>
  a.id === b.id && a.packets === b.packets && a.bytes === b.bytes;

/** One message: a row, and on request its content in a row beneath. */
export const LedgerRow = memo(function LedgerRow({ entry }: LedgerRowProps) {
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <RelativeTime at={entry.at} />
        </Table.Td>
        <Table.Td style={{ whiteSpace: 'nowrap' }}>{KIND_NAMES[entry.kind]}</Table.Td>
        <Table.Td>{entry.summary}</Table.Td>
        <Table.Td
          ta="right"
          style={{ whiteSpace: 'nowrap' }}
          title={formatMany(entry.bytes, 'byte')}
          data-ledger-kind={entry.kind}
          data-ledger-bytes={entry.bytes}
        >
          {formatBytes(entry.bytes)}
        </Table.Td>
        <Table.Td>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${open ? 'Hide' : 'Show'} content: ${KIND_NAMES[entry.kind]}`}
            onClick={toggle}
          >
            {open ? 'Hide' : 'Show'}
          </Button>
        </Table.Td>
      </Table.Tr>
      <Table.Tr id={id} hidden={!open}>
        <Table.Td colSpan={5}>
          {open && (
            // Long content scrolls inside; tabIndex lets the keyboard scroll it.
            <Code
              block
              tabIndex={0}
              mah={320}
              style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {entry.content}
            </Code>
          )}
        </Table.Td>
      </Table.Tr>
    </>
  );
}, same);
