/** A finished model's scores of every row of the open file, worked out where the rows are. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { readModelFile } from '../../model/index.ts';
import { transformFeatures } from '../../preprocessing/index.ts';
import { openScorer } from '../../training/index.ts';
import type { SiteData } from '../data/site-data.ts';

/** Rows prepared at a time: memory does not grow with a wide file's rows. */
const BLOCK = 8192;

export interface Scoring {
  readonly signal?: AbortSignal;
  /** Share of the rows that are done, after each block; what it returns is awaited, so that others get a turn. */
  onProgress?(done: number): Promise<void> | void;
}

/**
 * Scores in [0, 1], one for each row of the file in its order, labelled or not. Errors: `MODEL_OF_ANOTHER_STUDY`,
 * `CANCELLED`, and those of `readModelFile`.
 */
export async function scoreFile(
  artifact: unknown,
  data: SiteData,
  { signal, onProgress }: Scoring = {},
): Promise<Result<Float32Array>> {
  // Read as a file is, so that one that was damaged or changed on its way is refused.
  const read = await readModelFile(new TextEncoder().encode(JSON.stringify(artifact ?? null)));
  if (!read.ok) return read;
  const { model } = read.value;
  if (model.study.id !== data.study.id) {
    return fail({
      code: 'MODEL_OF_ANOTHER_STUDY',
      message: `This model belongs to the study "${model.study.id}", and the open file was read for "${data.study.id}".`,
    });
  }
  const pipeline = data.scaledHere(model.pipeline);
  const score = await openScorer();
  const { table } = data.file;
  const scores = new Float32Array(table.rows);
  for (let from = 0; from < table.rows; from += BLOCK) {
    const rows = Uint32Array.from({ length: Math.min(BLOCK, table.rows - from) }, (_, i) => from + i);
    const features = transformFeatures(table, pipeline, rows);
    scores.set(score(model.network, model.weights, features, rows.length), from);
    await onProgress?.((from + rows.length) / table.rows);
    if (signal?.aborted) return fail({ code: 'CANCELLED', message: 'The prediction was cancelled.' });
  }
  return ok(scores);
}
