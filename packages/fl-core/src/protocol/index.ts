export * from './admin-api.ts';
export * from './empty-snapshot.ts';
export * from './error-codes.ts';
export * from './federation-messages.ts';
export * from './messages.ts';
export * from './model-messages.ts';
export * from './socket-events.ts';
export { studyOfRun } from './study-of-run.ts';
export * from './version.ts';
