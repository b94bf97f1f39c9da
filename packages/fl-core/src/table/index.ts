export type { BlobLike, CsvSource } from './byte-source.ts';
export type { CellValue } from './create-table.ts';
export { createTable } from './create-table.ts';
export { numberOfText } from './parse-number.ts';
export type { ReadCsvOptions, ReadProgress } from './read-csv.ts';
export { readCsv } from './read-csv.ts';
export type { Column, Table, TableNote } from './table.ts';
export { cellText, findColumn, isMissing, rowNumber, TIME_CODE } from './table.ts';
