export * from './crc32.ts';
export * from './frame.ts';
export * from './layout-hash.ts';
