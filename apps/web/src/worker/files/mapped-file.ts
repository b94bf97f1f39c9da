/** One file with what was decided about its columns: alone, or as one of several. */
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  applyMapping,
  conversionOf,
  conversionsTo,
  epochUnit,
  goesWithoutSaying,
  type Mapping,
  type MappingDecisions,
  mappingFrom,
  type Table,
} from '@fedhealth/fl-core/table';
import type { CellExamples, ColumnsView } from '../api/columns-api.ts';
import { cellExamples } from './cell-examples.ts';

interface Deciding {
  /** As the file has it. */
  readonly table: Table;
  readonly study: Study;
  readonly decisions: MappingDecisions;
  readonly confirmed: ColumnsView['confirmed'];
}

export interface MappedFile {
  /** Under the study's names and in its units. */
  readonly table: Table;
  readonly mapping: Mapping;
  readonly view: ColumnsView;
  examples(): CellExamples;
}

/** The clock of this computer. */
const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The table under the study's names, and the page's view of it; `view.confirmed` is null while a person has to look. */
export function mappedFile({ table, study, decisions, confirmed }: Deciding): MappedFile {
  const mapping = mappingFrom(table, study, decisions);
  const dates = ambiguousDates(table, mapping);
  const settled =
    dates === null ? (confirmed ?? (goesWithoutSaying(table, mapping, study) ? 'plain' : null)) : null;
  const mapped = applyMapping(table, mapping, study);
  const time = table.columns.find(
    ({ name }) => name === mapping.columns.find(({ role }) => role === 'timestamp')?.file,
  );
  const reading = table.reading ?? null;
  const zoned = reading?.times.find(({ column }) => column === time?.name)?.zoned ?? 0;
  return {
    table: mapped,
    mapping,
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
    examples: () => cellExamples(table, mapped, mapping),
  };
}

const decided = ({ columns }: Mapping): MappingDecisions['columns'] =>
  columns.map(({ study, file, conversion }) => ({ study, file, conversion }));
