/** One file with what was decided about it. The rows stay in what is returned. */
import { prepareDataset, withFindings } from '@fedhealth/fl-core/preprocessing';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  applyMapping,
  cellText,
  conversionOf,
  conversionsTo,
  epochUnit,
  findColumn,
  goesWithoutSaying,
  type Mapping,
  type MappingDecisions,
  mappingFrom,
  type Table,
} from '@fedhealth/fl-core/table';
import type { CellExamples, ColumnsView } from './columns-api.ts';

export interface OpenedFile {
  readonly data: SiteData;
  readonly view: ColumnsView;
  examples(): CellExamples;
}

interface Opening {
  readonly table: Table;
  readonly study: Study;
  readonly decisions: MappingDecisions;
  readonly confirmed: ColumnsView['confirmed'];
}

const EXAMPLES = 3;
const LOOKED_AT = 10_000;
/** Times are kept as the site's clock shows them, counted as UTC. */
const TIMES = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** The clock of this computer. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The table under the study's names, checked and split; not usable before its columns are confirmed. */
export function openedFile({ table, study, decisions, confirmed }: Opening): OpenedFile {
  const mapping = mappingFrom(table, study, decisions);
  const dates = ambiguousDates(table, mapping);
  const settled =
    dates === null ? (confirmed ?? (goesWithoutSaying(table, mapping, study) ? 'plain' : null)) : null;
  const mapped = applyMapping(table, mapping, study);
  const prepared = prepareDataset(mapped, study);
  const file = settled === null ? withFindings(prepared, [unconfirmed]) : prepared;
  const time = table.columns.find(
    ({ name }) => name === mapping.columns.find(({ role }) => role === 'timestamp')?.file,
  );
  const reading = table.reading ?? null;
  const zoned = reading?.times.find(({ column }) => column === time?.name)?.zoned ?? 0;
  return {
    data: createSiteData(file),
    view: {
      reading,
      fileColumns: table.columns.map(({ name }) => name),
      columns: mapping.columns.map((match) => {
        const unit = study.features.find(({ name }) => name === match.study)?.unit ?? null;
        return {
          ...match,
          unit,
          converted: match.conversion === null ? null : conversionOf(match.conversion),
          conversions: conversionsTo(unit ?? undefined),
        };
      }),
      sentinels: mapping.sentinels,
      ambiguousDates: dates,
      zoneMatters: zoned > 0 || (time !== undefined && epochUnit(time) !== null),
      timeZone: decisions.timeZone ?? ownTimeZone(),
      decisions: { ...decisions, columns: decided(mapping) },
      confirmed: settled,
      remember: null,
    },
    examples: () => examplesOf(table, mapped, mapping),
  };
}

const decided = ({ columns }: Mapping): MappingDecisions['columns'] =>
  columns.map(({ study, file, conversion }) => ({ study, file, conversion }));

const unconfirmed = {
  code: 'COLUMNS_UNCONFIRMED',
  severity: 'error',
  column: null,
  count: 1,
  rows: [],
  message:
    'Not every column has the study’s own name and unit. Look through “Columns” above and press “Looks right”.',
} as const;

function examplesOf(table: Table, mapped: Table, { columns }: Mapping): CellExamples {
  const shown: Record<string, { before: string; after: string }[]> = {};
  for (const { study, file } of columns) {
    const before = table.columns.find(({ name }) => name === file);
    const after = findColumn(mapped, study);
    const found: { before: string; after: string }[] = [];
    for (
      let row = 0;
      before && after && row < Math.min(table.rows, LOOKED_AT) && found.length < EXAMPLES;
      row++
    ) {
      const text = cellText(before, row);
      if (text === null) continue;
      const value = after.values[row] ?? Number.NaN;
      const time = after.times?.[row] ?? Number.NaN;
      // A time's own spelling is not kept; what it was read as tells more than the same twice.
      const read = Number.isNaN(time)
        ? Number.isNaN(value)
          ? (cellText(after, row) ?? 'missing')
          : String(Number(value.toPrecision(6)))
        : TIMES.format(time);
      const shownAs = shortened(Number.isNaN(time) ? text : read);
      if (!found.some((one) => one.before === shownAs))
        found.push({ before: shownAs, after: shortened(read) });
    }
    shown[study] = found;
  }
  return shown;
}

const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Was the file read with other decisions than these? Then it has to be read again. */
export const readsTheSame = (a: MappingDecisions, b: MappingDecisions): boolean =>
  a.dateOrder === b.dateOrder &&
  a.timeZone === b.timeZone &&
  a.missing.join('\n') === b.missing.join('\n') &&
  a.notMissing.join('\n') === b.notMissing.join('\n');
