/** The file this hospital opened, as the page may know it. */
import type { Problem } from '@fedhealth/fl-core/lib';
import type { StateCreator } from 'zustand';
import type { OpenedSummary, ReadingProgress } from '../worker/api/api.ts';
import type { ColumnsView } from '../worker/api/columns-api.ts';
import type { SourcesView } from '../worker/api/sources-api.ts';

export type DatasetState =
  | { readonly status: 'none' }
  | { readonly status: 'reading'; readonly fileName: string; readonly progress: ReadingProgress }
  | { readonly status: 'failed'; readonly fileName: string; readonly problem: Problem }
  | {
      readonly status: 'ready';
      readonly summary: OpenedSummary;
      /** The files it was joined from, when there are several. */
      readonly sources?: SourcesView;
      /** How the one file was read and mapped. */
      readonly columns?: ColumnsView | null;
    };

export interface DatasetSlice {
  readonly dataset: DatasetState;
  setDataset(dataset: DatasetState): void;
}

export const createDatasetSlice: StateCreator<DatasetSlice> = (set) => ({
  dataset: { status: 'none' },
  setDataset: (dataset) => set({ dataset }),
});
