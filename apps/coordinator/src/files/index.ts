/** Hospitals' files, read from disk. */
export { type OpenedData, openData } from './open-data.ts';
export { type ColumnChoice, type HeadlessReading, readForStudy } from './read-for-study.ts';
export { readToLook } from './read-to-look.ts';
