export * from './artifact.ts';
export * from './float-bytes.ts';
export * from './forward.ts';
export * from './initialize.ts';
export * from './network.ts';
export * from './network-schema.ts';
