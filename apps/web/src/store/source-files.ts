/** Which files are open, by reference: their content is read in the worker. */
import type { Study } from '@fedhealth/fl-core/study';
import type { SampleFile } from '../worker/api/api.ts';
import { DEFAULT_SETTINGS, type SourceFile, type SourceSettings } from '../worker/api/sources-api.ts';

export interface OpenSources {
  readonly files: readonly SourceFile[];
  readonly settings: SourceSettings;
}

const nothing: OpenSources = { files: [], settings: DEFAULT_SETTINGS };
let open = nothing;
let opened = 0;

export const openSources = (): OpenSources => open;

/** The study that files are read for. */
let readFor: Study | null = null;

export const studyOfSources = (): Study | null => readFor;

export const keepSources = (next: OpenSources, study = readFor): void => {
  open = next;
  readFor = study;
};

/** A file as one of several, under an id of its own. */
export const asSource = (source: File | SampleFile): SourceFile => {
  opened += 1;
  return { id: `file-${opened}`, source };
};

/** A single file was opened: others may be added to it. */
export const rememberSource = (source: File | SampleFile, study: Study): void =>
  keepSources({ files: [asSource(source)], settings: DEFAULT_SETTINGS }, study);

export const forgetSources = (): void => keepSources(nothing);
