export * from './health-risk.ts';
export * from './parse-study.ts';
export * from './schema.ts';
