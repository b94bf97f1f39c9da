/**
 * What the REST API under `/api` answers. Times are ISO 8601 in UTC.
 *
 * GET    /api/health                         → HealthView          (public)
 * GET    /api/invites/:token                 → InvitationView      (public: what a hospital sees before joining)
 * GET    /api/session                        → SessionView         (public)
 * POST   /api/session {token}                → SessionView         sets the session cookie
 * DELETE /api/session                        → 204
 * Everything below needs the session cookie or `Authorization: Bearer <admin token>`:
 * GET    /api/studies                        → StudyView[]
 * GET    /api/studies/:id?version=           → StudyDetailView     the newest version unless told
 * POST   /api/studies StudyInput             → SavedStudyView      (201 when the version is new, else 200)
 *          400 STUDY_INVALID with `places`; 409 STUDY_IN_USE or STUDY_OLD_VERSION with `nextVersion`; 409 RUN_ACTIVE
 * GET    /api/sites                          → SiteView[]
 * GET    /api/checks                         → StudyChecksView[]   each site's data set against its study
 * GET    /api/runs                           → RunSummaryView[]    newest first
 * POST   /api/runs StartRun                  → RunDetailView (201)  what differs from the study is kept in its `plan`
 * GET    /api/runs/:id                       → RunDetailView
 * POST   /api/runs/:id/stop                  → RunDetailView
 * GET    /api/events?run=&limit=             → EventView[]         newest first
 * GET    /api/models                         → ModelView[]         newest first
 * GET    /api/models/changes?study=          → ModelChangeView[]   promotions and roll-backs, newest first
 * GET    /api/models/compare?a=&b=           → ModelComparisonView two versions of one study; else 409 MODELS_OF_TWO_STUDIES
 * GET    /api/models/:version                → ModelView
 * POST   /api/models/:version/promote ModelChangeRequest   → ModelView   the former production model is archived
 *          409 ALREADY_PRODUCTION
 * POST   /api/models/:version/roll-back ModelChangeRequest → ModelView   the one that came back; `version` is archived
 *          409 NOT_PRODUCTION or NO_FORMER_MODEL
 * GET    /api/models/:version/artifact       → the model artifact (JSON, as a download)
 * GET    /api/models/:version/binary         → the same, its weights as bytes
 * GET    /api/models/:version/onnx           → an ONNX file
 * GET    /api/models/:version/tfjs           → a ZIP of the next two
 * GET    /api/models/:version/tfjs/model.json, …/tfjs/weights.bin → for `tf.loadLayersModel`
 * GET    /api/invites                        → InviteView[]
 * POST   /api/invites {studyId, label?}      → InviteView (201)
 * DELETE /api/invites/:id                    → 204
 * Errors: `{ error: { code, message } }` with a 4xx or 5xx status.
 */
import { z } from 'zod';
import { type Study, studySchema } from '../study/schema.ts';
import { datasetCheckSchema } from './federation-messages.ts';
import { type RunPlan, runPlanSchema, runStatusSchema } from './messages.ts';
import { modelStageSchema } from './model-messages.ts';

const when = z.string();
const figure = z.number().nullable();

export const metricsViewSchema = z.object({
  n: z.number(),
  accuracy: figure,
  precision: figure,
  recall: figure,
  f1: figure,
  auc: figure,
  logLoss: figure,
  brier: figure,
  confusion: z.object({ tp: z.number(), fp: z.number(), tn: z.number(), fn: z.number() }),
});

export const healthViewSchema = z.object({
  status: z.literal('ok'),
  version: z.string(),
  protocol: z.number(),
});

export const sessionViewSchema = z.object({ signedIn: z.boolean() });

export const invitationViewSchema = z.object({
  study: studySchema,
  plan: runPlanSchema,
  /** How many hospitals have joined the study so far. */
  sites: z.number(),
});
export type InvitationView = { study: Study; plan: RunPlan; sites: number };

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
  joinedAt: when,
  lastSeenAt: when,
});
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

export const startRunSchema = z
  .object({
    studyId: z.string(),
    /** Decides the first weights and the order of rows; random unless told. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .optional(),
  })
  .extend(runPlanSchema.partial().shape);
export type StartRun = z.infer<typeof startRunSchema>;

export const runSummaryViewSchema = z.object({
  id: z.string(),
  /** Counts up from 1: what people call the run. */
  number: z.number(),
  studyId: z.string(),
  studyVersion: z.number(),
  status: runStatusSchema,
  plan: runPlanSchema,
  /** Decided the first weights, the order of rows and the choice of sites: the same again repeats the run. */
  seed: z.number().optional(),
  round: z.number(),
  /** Sites recruited. */
  sites: z.number(),
  startedAt: when,
  finishedAt: when.nullable(),
  /** The newest figures on the coordinator's validation rows, else merged from the sites. */
  auc: figure,
  message: z.string().nullable(),
  modelVersion: z.number().nullable(),
});
export type RunSummaryView = z.output<typeof runSummaryViewSchema>;

export const roundViewSchema = z.object({
  round: z.number(),
  attempt: z.number(),
  status: z.enum(['fitting', 'completed', 'failed']),
  startedAt: when,
  finishedAt: when.nullable(),
  seconds: z.number().nullable(),
  /** Time in seconds of the round's parts, at the coordinator. */
  timing: z.object({ fit: figure, aggregate: figure, evaluate: figure }),
  /** Example-weighted mean of the sites' training loss. */
  trainLoss: figure,
  /** The new global model on the coordinator's validation rows, where there are any. */
  validation: metricsViewSchema.nullable(),
  /** The incoming global model on the sites' test rows, merged. */
  combined: metricsViewSchema.nullable(),
  sites: z.array(
    z.object({
      siteId: z.string(),
      name: z.string(),
      /** `rested`: it was at hand, and not chosen to train in this round. */
      outcome: z.enum(['working', 'done', 'refused', 'late', 'lost', 'failed', 'rested']),
      examples: z.number().nullable(),
      loss: figure,
      seconds: figure,
      bytes: z.number().nullable(),
      metrics: metricsViewSchema.nullable(),
    }),
  ),
});
export type RoundView = z.output<typeof roundViewSchema>;

export const runDetailViewSchema = runSummaryViewSchema.extend({
  roundList: z.array(roundViewSchema),
  /** The final model on each site's test rows, once the run is over. */
  finalSites: z.array(z.object({ siteId: z.string(), name: z.string(), metrics: metricsViewSchema })),
  finalCombined: metricsViewSchema.nullable(),
});
export type RunDetailView = z.output<typeof runDetailViewSchema>;

export const eventViewSchema = z.object({
  id: z.number(),
  at: when,
  level: z.enum(['info', 'warning', 'error']),
  /** Stable name, as `site-joined`, `update-refused`, `round-completed`. */
  kind: z.string(),
  message: z.string(),
  runId: z.string().nullable(),
  siteId: z.string().nullable(),
  round: z.number().nullable(),
  /** The error code of a refusal. */
  code: z.string().nullable(),
});
export type EventView = z.output<typeof eventViewSchema>;

export const modelViewSchema = z.object({
  version: z.number(),
  studyId: z.string(),
  studyVersion: z.number(),
  runId: z.string(),
  runNumber: z.number(),
  round: z.number(),
  parameters: z.number(),
  createdAt: when,
  metrics: z.object({ validation: metricsViewSchema.nullable(), combined: metricsViewSchema.nullable() }),
  /** SHA-256 of the weights, in hex. */
  hash: z.string(),
  /** SHA-256 of the whole artifact, as its file names it; null for those of the first releases. */
  artifactHash: z.string().nullable(),
  stage: modelStageSchema,
  /** The model it was trained on from, or the one in production when it was made. */
  parent: z.object({ version: z.number(), relation: z.enum(['startedFrom', 'productionThen']) }).nullable(),
  /** How updates were combined, every parameter named; null where a study of long ago cannot be read any more. */
  strategy: z
    .object({
      kind: z.string(),
      title: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
  /** Hospitals whose updates are in it, by name: in how many rounds, and the most examples in one of them. */
  contributions: z.array(
    z.object({
      siteId: z.string(),
      name: z.string(),
      rounds: z.number(),
      examples: z.number().nullable(),
    }),
  ),
});
export type ModelView = z.output<typeof modelViewSchema>;

/** Who changes the production model, and why: both are kept for good. */
export const modelChangeRequestSchema = z.object({
  reason: z.string().trim().min(3, 'say why, in a few words').max(500),
  by: z.string().trim().min(1, 'say who decides this').max(80),
});
export type ModelChangeRequest = z.infer<typeof modelChangeRequestSchema>;

export const modelChangeViewSchema = z.object({
  id: z.number(),
  at: when,
  studyId: z.string(),
  action: z.enum(['promoted', 'rolledBack']),
  /** In production from then on. */
  version: z.number(),
  /** In production until then. */
  former: z.number().nullable(),
  reason: z.string(),
  by: z.string(),
});
export type ModelChangeView = z.output<typeof modelChangeViewSchema>;

const distanceSchema = z.object({
  /** ‖b − a‖₂. */
  euclidean: z.number(),
  /** The same as a share of ‖a‖₂; null where that is 0. */
  relative: figure,
  /** Of the angle between both; null where one is all zeros. */
  cosine: figure,
  /** The largest difference of one weight. */
  largest: z.number(),
});

export const modelComparisonViewSchema = z.object({
  a: modelViewSchema,
  b: modelViewSchema,
  /** Settings that differ, as `training.learningRate`; null where one side has no such setting. */
  differences: z.array(
    z.object({ setting: z.string(), a: z.unknown().nullable(), b: z.unknown().nullable() }),
  ),
  /** How many settings are the same. */
  same: z.number(),
  /** How the two runs trained, by round. */
  curves: z.object({ a: curveSchema(), b: curveSchema() }),
  /** Null when the networks differ, so that their weights cannot be set beside each other. */
  weights: distanceSchema
    .extend({ tensors: z.array(distanceSchema.extend({ name: z.string() })) })
    .nullable(),
  /** Both prepare their inputs alike; when not, equal weights may still score differently. */
  samePreparation: z.boolean(),
});
export type ModelComparisonView = z.output<typeof modelComparisonViewSchema>;

function curveSchema() {
  return z.array(
    z.object({ round: z.number(), trainLoss: figure, validationAuc: figure, combinedAuc: figure }),
  );
}

export const inviteRequestSchema = z.object({
  studyId: z.string(),
  label: z.string().trim().max(80).optional(),
});
export const inviteViewSchema = z.object({
  id: z.string(),
  studyId: z.string(),
  label: z.string().nullable(),
  /** The whole link to hand to a hospital. */
  url: z.string(),
  sites: z.number(),
  createdAt: when,
  revokedAt: when.nullable(),
});
export type InviteView = z.output<typeof inviteViewSchema>;

export const apiErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** Of a study that does not fit: where, as `features.2.range`, and why. */
    places: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** The version that a study can be saved as instead. */
    nextVersion: z.number().optional(),
  }),
});

/** Pushed to dashboards: which of their lists is out of date. */
export const adminNoticeSchema = z.object({
  topics: z.array(z.enum(['sites', 'runs', 'events', 'models', 'invites', 'studies'])),
});
export type AdminNotice = z.infer<typeof adminNoticeSchema>;

/** Pushed to dashboards: how far sites are with their training, in percent. */
export const adminProgressSchema = z.object({
  sites: z.array(z.object({ siteId: z.string(), run: z.string(), round: z.number(), percent: z.number() })),
});
export type AdminProgress = z.infer<typeof adminProgressSchema>;
