/** Files for tests: parts of the sample hospitals, and files that are not what they seem. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const linesOf = (node: 'A' | 'B' | 'C'): string[] =>
  readFileSync(fileURLToPath(new URL(`../../data/node_${node}_data.csv`, import.meta.url)), 'utf8')
    .trimEnd()
    .split('\n');

export const csv = (name: string, text: string): TestFile => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

/** The first `rows` hours of a sample hospital. */
export const sampleFile = (node: 'A' | 'B' | 'C', rows: number): TestFile =>
  csv(
    `node_${node}.csv`,
    `${linesOf(node)
      .slice(0, rows + 1)
      .join('\n')}\n`,
  );

/** The same, its lines changed one by one; line 0 is the header. */
export const changedFile = (
  name: string,
  rows: number,
  change: (line: string, index: number) => string,
): TestFile =>
  csv(
    name,
    `${linesOf('A')
      .slice(0, rows + 1)
      .map(change)
      .join('\n')}\n`,
  );

export const HEADER = 'timestamp,heart_rate,spo2,steps,pm25,co2,temp,humidity,risk';
