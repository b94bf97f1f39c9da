export { reduce } from './reduce.ts';
export * from './state.ts';
