/**
 * What the REST API under `/api` answers. Times are ISO 8601 in UTC.
 *
 * GET    /api/health                         → HealthView          (public)
 * GET    /api/invites/:token                 → InvitationView      (public: what a hospital sees before joining)
 * GET    /api/session                        → SessionView         (public)
 * POST   /api/session {token}                → SessionView         sets the session cookie
 * DELETE /api/session                        → 204                 ends the session and its dashboards' sockets
 * Everything below needs the session cookie or `Authorization: Bearer <admin token>`:
 * GET    /api/studies                        → StudyView[]
 * GET    /api/studies/:id?version=           → StudyDetailView     the newest version unless told
 * POST   /api/studies StudyInput             → SavedStudyView      (201 when the version is new, else 200)
 *          400 STUDY_INVALID with `places`; 409 STUDY_IN_USE or STUDY_OLD_VERSION with `nextVersion`; 409 RUN_ACTIVE
 * GET    /api/sites                          → SiteView[]
 * POST   /api/sites/:id/confirm-rows {rows} → SiteView        its counts weigh as they are from now on
 *          404 SITE_UNKNOWN; 409 NO_ROWS or ROWS_CHANGED
 * GET    /api/checks                         → StudyChecksView[]   each site's data set against its study
 * GET    /api/runs                           → RunSummaryView[]    newest first
 * POST   /api/runs StartRun                  → RunDetailView (201)  what differs from the study is kept in its `plan`
 *          404 SITE_UNKNOWN or MODEL_UNKNOWN; 409 RUN_ACTIVE, TOO_FEW_SITES, NO_VALIDATION_ROWS or MODEL_UNFIT
 * GET    /api/runs/:id                       → RunDetailView
 * POST   /api/runs/:id/stop                  → RunDetailView
 * POST   /api/runs/:id/pause, …/resume       → RunDetailView       409 RUN_PAUSED, RUN_NOT_PAUSED or RUN_OVER
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
 * POST   /api/invites {studyId, label?, admits?, expiresInDays?} → InviteView (201)   alone has the link
 * DELETE /api/invites/:id                    → 204
 * Errors: `{ error: { code, message } }` with a 4xx or 5xx status.
 */
import { z } from 'zod';

const when = z.string();

export const healthViewSchema = z.object({
  status: z.literal('ok'),
  version: z.string(),
  protocol: z.number(),
});

export const sessionViewSchema = z.object({ signedIn: z.boolean() });

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
