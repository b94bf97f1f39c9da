/** Studies in the REST API. */
import { z } from 'zod';
import { studySchema } from '../study/schema.ts';

const when = z.string();

export const studyViewSchema = z.object({ study: studySchema, sites: z.number(), runs: z.number() });
export type StudyView = z.output<typeof studyViewSchema>;

export const studyVersionViewSchema = z.object({
  version: z.number(),
  createdAt: when,
  /** Runs of this version. */
  runs: z.number(),
  /** Why it can never change: a run has used it, or it is the one of the coordinator's settings. */
  locked: z.enum(['run', 'settings']).nullable(),
});
export type StudyVersionView = z.output<typeof studyVersionViewSchema>;

export const studyDetailViewSchema = studyViewSchema.extend({
  /** Newest first. */
  versions: studyVersionViewSchema.array(),
});
export type StudyDetailView = z.output<typeof studyDetailViewSchema>;

export const savedStudyViewSchema = studyDetailViewSchema.extend({
  outcome: z.enum(['added', 'changed', 'unchanged']),
});
export type SavedStudyView = z.output<typeof savedStudyViewSchema>;
