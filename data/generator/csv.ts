/**
 * The text of a file: a header, one line an hour, `\n` line ends, empty cells for missing values.
 */
import { COLUMNS } from './columns.ts';
import type { Observation } from './observe.ts';

export function toCsv(observations: readonly Observation[]): string {
  const header = ['timestamp', ...COLUMNS.map((column) => column.name), 'risk'].join(',');
  const lines = observations.map(({ hour, cells }) => {
    const values = COLUMNS.map(({ name, decimals }) => cells[name]?.toFixed(decimals) ?? '');
    return [hour.instant.timestamp, ...values, hour.risk].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}
