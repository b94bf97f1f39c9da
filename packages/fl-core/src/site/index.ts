export { evaluateArtifact, trainAlone } from './comparison.ts';
export type { OpenTrainer, TrainerOpening } from './engine-desk.ts';
export { fitAsInstructed, type Instructed } from './fit-as-instructed.ts';
export type {
  DisclosureMemory,
  DisclosureStore,
  ToldAnswer,
  ToldRows,
} from './guard/disclosure-memory.ts';
export type { Evidence } from './guard/refusals.ts';
export type { CredentialStore, Joining, SiteCredentials } from './introduction.ts';
export type { RunNotes, RunNotesStore } from './run-memory.ts';
export { scoreFile } from './score-file.ts';
export type { ResumedSession, SiteSession, SiteSessionOptions } from './session-contract.ts';
export { createSiteData, type PreparedData, type SiteData } from './site-data.ts';
export { createSiteSession } from './site-session.ts';
export * from './snapshot.ts';
export { SITE_SOCKET_OPTIONS, type SiteSocket } from './transport.ts';
export { emptyLedger, joinLedgers } from './trim-ledger.ts';
