export * from './crc32.ts';
export * from './dtype.ts';
export * from './error-feedback.ts';
export * from './float16.ts';
export * from './frame.ts';
export * from './layout-hash.ts';
export * from './update.ts';
export * from './update-norm.ts';
