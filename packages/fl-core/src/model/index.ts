export * from './artifact.ts';
export { sealArtifact } from './artifact-hash.ts';
export * from './float-bytes.ts';
export * from './forward.ts';
export * from './initialize.ts';
export * from './model-file.ts';
export * from './network.ts';
export * from './network-schema.ts';
export * from './predict.ts';
