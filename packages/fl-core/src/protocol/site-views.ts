/** Hospitals and their invites in the REST API. */
import { z } from 'zod';
import { nameSchema } from '../lib/name.ts';
import { type Study, studySchema } from '../study/schema.ts';
import { datasetCheckSchema, MOST_COUNTED } from './federation-messages.ts';
import { type RunPlan, runPlanSchema } from './messages.ts';

const when = z.string();

export const invitationViewSchema = z.object({
  study: studySchema,
  plan: runPlanSchema,
  /** How many hospitals have joined the study so far. */
  sites: z.number(),
});
export type InvitationView = { study: Study; plan: RunPlan; sites: number };

export const siteViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  studyId: z.string(),
  connected: z.boolean(),
  /** It has data and its staff have agreed to the plan. */
  ready: z.boolean(),
  /** What it is doing: "waiting", "sending statistics", "training round 3", "offline". */
  activity: z.string(),
  /** How far its training of the round is; null when it does none, or tells nothing of it. */
  percent: z.number().nullable().optional(),
  /** The run under way that it is in, or will be in once it is ready; null for none. */
  run: z.object({ id: z.string(), number: z.number() }).nullable().optional(),
  engine: z.string().nullable(),
  trainRows: z.number().nullable(),
  testRows: z.number().nullable(),
  /** An administrator has confirmed these counts, or a tenth fewer: they weigh as they are. */
  rowsConfirmed: z.boolean().optional(),
  joinedAt: when,
  lastSeenAt: when,
});
/** The training rows that the administrator saw: another count than the hospital's now is not confirmed. */
export const confirmRowsSchema = z.object({ rows: z.number().int().min(0).max(MOST_COUNTED) });

export type SiteView = z.output<typeof siteViewSchema>;

/** One study's sites and what came of the checks of their data sets. */
export const studyChecksViewSchema = z.object({
  studyId: z.string(),
  title: z.string(),
  sites: z.array(
    z.object({
      siteId: z.string(),
      name: z.string(),
      connected: z.boolean(),
      ready: z.boolean(),
      verdict: z.enum(['pass', 'warn', 'block']),
      checks: z.array(datasetCheckSchema),
    }),
  ),
});
export type StudyChecksView = z.output<typeof studyChecksViewSchema>;

/** What an invite link admits, and how long it holds, unless told. */
export const DEFAULT_ADMITS = 10;
export const DEFAULT_INVITE_DAYS = 30;
export const MOST_ADMITS = 10_000;
export const MOST_INVITE_DAYS = 365;

export const inviteRequestSchema = z.object({
  studyId: z.string(),
  /** Blank is none. */
  label: z.preprocess(
    (label) => (typeof label === 'string' && label.trim() === '' ? undefined : label),
    nameSchema(80).optional(),
  ),
  /** How many hospitals it lets in. */
  admits: z.number().int().min(1).max(MOST_ADMITS).optional(),
  expiresInDays: z.number().int().min(1).max(MOST_INVITE_DAYS).optional(),
});

export const inviteViewSchema = z.object({
  id: z.string(),
  studyId: z.string(),
  label: z.string().nullable(),
  /** The whole link to hand to a hospital: told once, when it is made; null ever after. */
  url: z.string().nullable(),
  sites: z.number(),
  /** How many hospitals it lets in; null for as many as come. */
  admits: z.number().nullable(),
  createdAt: when,
  expiresAt: when.nullable(),
  revokedAt: when.nullable(),
});
export type InviteView = z.output<typeof inviteViewSchema>;
