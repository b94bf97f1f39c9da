/** The hospital page's state: summaries that the worker gave, never a row. */
import { create } from 'zustand';
import { createDatasetSlice, type DatasetSlice } from './dataset-slice.ts';
import { createParticipationSlice, type ParticipationSlice } from './participation-slice.ts';

export type SiteState = DatasetSlice & ParticipationSlice;

export const useSiteStore = create<SiteState>()((...set) => ({
  ...createDatasetSlice(...set),
  ...createParticipationSlice(...set),
}));
