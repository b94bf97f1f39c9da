export type { BlobLike, CsvSource } from './byte-source.ts';
export type { CellValue } from './create-table.ts';
export { createTable } from './create-table.ts';
export type { Decimal } from './grouped-number.ts';
export type { JoinedSources } from './join/join-sources.ts';
export { joinSources } from './join/join-sources.ts';
export { preferColumns } from './join/prefer-columns.ts';
export { defaultTolerance, sourceClock } from './join/source-clock.ts';
export type {
  JoinDirection,
  JoinOptions,
  JoinReport,
  JoinSource,
  SharedColumn,
  SourceClock,
  SourceReport,
  TimeSpan,
} from './join/types.ts';
export { applyMapping, epochUnit } from './mapping/apply-mapping.ts';
export type { Conversion } from './mapping/conversions.ts';
export {
  CONVERSIONS,
  conversionBetween,
  conversionOf,
  conversionsTo,
  convert,
} from './mapping/conversions.ts';
export { splitHeader } from './mapping/header.ts';
export {
  ambiguousDates,
  goesWithoutSaying,
  headerShape,
  openQuestions,
} from './mapping/judge-mapping.ts';
export type { ColumnMatch, Mapping, Sentinel } from './mapping/mapping.ts';
export { chooseColumn, proposeMapping } from './mapping/propose-mapping.ts';
export type { MappingDecisions } from './mapping/remembered.ts';
export { mappingDecisionsSchema, mappingFrom, noDecisions } from './mapping/remembered.ts';
export type { DateOrder } from './parse-day-month.ts';
export { numberOfText } from './parse-number.ts';
export type { ReadCsvOptions, ReadProgress } from './read-csv.ts';
export { readCsv } from './read-csv.ts';
export type { MarkerReading, ReadingChoices, TableReading, TimeReading } from './reading.ts';
export { createSiteClock, isTimeZone } from './site-clock.ts';
export type { Delimiter } from './sniff.ts';
export type { Column, Table, TableNote } from './table.ts';
export { cellText, findColumn, isMissing, rowNumber, TIME_CODE } from './table.ts';
export type { Encoding } from './text-encoding.ts';
