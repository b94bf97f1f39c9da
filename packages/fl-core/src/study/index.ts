export { checkStudy } from './check-study.ts';
export { ENGINE_NAMES, type EngineName } from './engine-names.ts';
export * from './federation-overrides.ts';
export * from './health-risk.ts';
export * from './parse-study.ts';
export * from './schema.ts';
export type { StudyPlace } from './study-names.ts';
