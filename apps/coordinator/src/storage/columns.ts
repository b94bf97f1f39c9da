/** Between what SQLite holds and what the domain means. */
import { deserialize, serialize } from 'node:v8';
import type { StrategyState } from '@fedhealth/fl-core/aggregation';
import { z } from 'zod';

const stateSchema = z.record(z.string(), z.union([z.number(), z.array(z.number())])).nullable();

/** Reads a JSON column; what it holds was written by an older version at worst, so it is parsed like any input. */
export function readJson<T>(schema: z.ZodType<T>, text: string, what: string): T {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`The database holds ${what} that this version cannot read: ${parsed.error.message}`);
}

export const readNullableJson = <T>(schema: z.ZodType<T>, text: string | null, what: string): T | null =>
  text === null ? null : readJson(schema, text, what);

export const writeNullableJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/**
 * Weights as bytes, in the machine's order: little-endian on everything Node runs
 * on. The view is made here, over a copy, so a caller may go on changing its array.
 */
export const writeWeights = (weights: Float32Array): Uint8Array => new Uint8Array(weights.slice().buffer);

/** libsql gives each blob as an ArrayBuffer of its own, which starts at an even offset. */
export const readWeights = (blob: ArrayBuffer): Float32Array => new Float32Array(blob);

/** A strategy's state as bytes: a tenth of the time and half the size of JSON, and only this process reads it. */
export const writeState = (state: StrategyState): Uint8Array => new Uint8Array(serialize(state));

export const readState = (blob: ArrayBuffer): StrategyState =>
  stateSchema.parse(deserialize(new Uint8Array(blob)));

/** The present, as the store writes time. */
export const now = (): string => new Date().toISOString();
