/** The coordinator's own labelled rows: each new global model is measured on them. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type ClassificationMetrics, classificationMetrics } from '@fedhealth/fl-core/metrics';
import type { Network } from '@fedhealth/fl-core/model';
import { type Pipeline, prepareDataset, transformRows } from '@fedhealth/fl-core/preprocessing';
import type { Study } from '@fedhealth/fl-core/study';
import { openScorer } from '@fedhealth/fl-core/training';
import { readForStudy } from '../../files/read-for-study.ts';

export interface Validation {
  readonly rows: number;
  evaluate(network: Network, pipeline: Pipeline, weights: Float32Array): ClassificationMetrics;
}

/** Reads the file once; all its labelled rows are used. A file that does not fit the study is a problem. */
export async function loadValidation(path: string, study: Study): Promise<Result<Validation>> {
  const name = basename(path);
  const found = await stat(path).catch(() => null);
  if (found === null)
    return fail({ code: 'VALIDATION_MISSING', message: `The validation file ${path} cannot be read.` });
  const read = await readForStudy(path, study);
  if (!read.ok) return read;
  const file = prepareDataset(read.value.table, study);
  if (!file.summary.usable) {
    const why =
      file.summary.findings.find((finding) => finding.severity === 'error')?.message ??
      'it has no usable rows';
    return fail({
      code: 'VALIDATION_UNUSABLE',
      message: `${name} cannot validate the study "${study.id}": ${why}`,
    });
  }
  const score = await openScorer();
  let kept: { key: string; data: ReturnType<typeof transformRows> } | null = null;
  return ok({
    rows: file.usable.length,
    evaluate(network, pipeline, weights) {
      const key = JSON.stringify(pipeline);
      if (kept?.key !== key) kept = { key, data: transformRows(file, pipeline, file.usable) };
      const { features, labels, rows } = kept.data;
      return classificationMetrics(score(network, weights, features, rows), labels, 0.5);
    },
  });
}
