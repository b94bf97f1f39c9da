export { evaluateArtifact, trainAlone } from './comparison.ts';
export type { OpenTrainer, TrainerOpening } from './engine-desk.ts';
export { fitAsInstructed, type Instructed } from './fit-as-instructed.ts';
export type { CredentialStore, Joining, SiteCredentials } from './introduction.ts';
export type { RunNotes, RunNotesStore } from './run-memory.ts';
export { scoreFile } from './score-file.ts';
export { createSiteData, type PreparedData, type SiteData } from './site-data.ts';
export {
  createSiteSession,
  type ResumedSession,
  type SiteSession,
  type SiteSessionOptions,
} from './site-session.ts';
export * from './snapshot.ts';
export { SITE_SOCKET_OPTIONS, type SiteSocket } from './transport.ts';
export { emptyLedger, joinLedgers } from './trim-ledger.ts';
