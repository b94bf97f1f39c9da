/** A study small enough that a whole run of it takes a moment. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRng } from '@fedhealth/fl-core/lib';
import { type Study, type StudyInput, studySchema } from '@fedhealth/fl-core/study';
import { tempDir } from './temp-dir.ts';

export const tinyStudy = (changes: Partial<StudyInput> = {}): Study =>
  studySchema.parse({
    id: 'tiny',
    label: { column: 'ill', positive: 'yes', negative: 'no' },
    features: [
      { name: 'age', range: [0, 120] },
      { name: 'sex', kind: 'categorical', categories: ['f', 'm'] },
    ],
    model: { hidden: [4] },
    training: { batchSize: 8, learningRate: 0.05 },
    federation: { rounds: 2, minSites: 2, roundTimeoutSeconds: 20 },
    ...changes,
  });

/** Lines of a file of the tiny study: the older, the iller. */
export function tinyRows(rows: number, seed = 1): string[] {
  const rng = createRng(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const age = 20 + rng.int(70);
    return `${age},${rng.next() < 0.5 ? 'f' : 'm'},${age + rng.int(40) > 70 !== (row % 9 === 0) ? 'yes' : 'no'}`;
  });
  return ['age,sex,ill', ...lines];
}

/** A file of the tiny study that goes with the test. */
export const tinyCsv = (rows: number, seed = 1): Promise<string> => csvFile(tinyRows(rows, seed));

/** A file in a folder that goes with the test. */
export async function csvFile(lines: readonly string[]): Promise<string> {
  const path = join(await tempDir(), 'rows.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}
