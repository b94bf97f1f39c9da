export { createSiteData, type PreparedData, type SiteData } from './data/site-data.ts';
export { evaluateArtifact, trainAlone } from './finished-models/comparison.ts';
export { scoreFile } from './finished-models/score-file.ts';
export type {
  DisclosureMemory,
  DisclosureStore,
  ToldAnswer,
  ToldRows,
} from './guard/disclosure-memory.ts';
export type { Evidence } from './guard/refusals.ts';
export { emptyLedger, joinLedgers } from './ledger/trim-ledger.ts';
export type { CredentialStore, Joining, SiteCredentials } from './session/introduction.ts';
export type { ResumedSession, SiteSession, SiteSessionOptions } from './session/session-contract.ts';
export { createSiteSession } from './session/site-session.ts';
export * from './session/snapshot.ts';
export { SITE_SOCKET_OPTIONS, type SiteSocket } from './session/transport.ts';
export type { OpenTrainer, TrainerOpening } from './tasks/engine-desk.ts';
export { fitAsInstructed, type Instructed } from './tasks/fit-as-instructed.ts';
export type { RunNotes, RunNotesStore } from './tasks/run-memory.ts';
