/**
 * The prepared training matrix of a sample hospital, down to the last bit. A change of these constants means
 * that a model trained before prepares its rows differently now.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { healthRiskStudy, parseStudy, type Study, type StudyInput } from '../study/index.ts';
import { readCsv, type Table } from '../table/index.ts';
import { matrixHash } from './matrix-hash.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { localPipeline, transformRows } from './transform.ts';

const DEFAULT_STUDY = '739a157c5ea5278ce5ab176be61d4c532fa078df5173dda59dcae2e9162f8355';
const FULL_STUDY = '8887f168ee907dff881210e400610e877a4e25a22babc2ec1c3b91ce7b235c84';

const full: StudyInput['preprocessing'] = {
  missingIndicator: true,
  outliers: 'winsorize',
  scaler: 'robust',
  timestampFeatures: true,
};
const withPreprocessing = (preprocessing: StudyInput['preprocessing']): Study =>
  unwrap(parseStudy({ ...healthRiskStudy, preprocessing }));

function trainingRows(table: Table, study: Study) {
  const data = prepareDataset(table, study);
  return transformRows(data, localPipeline(data), data.train);
}

describe('the prepared training rows of hospital A', () => {
  let table: Table;

  beforeAll(async () => {
    const file = readFileSync(new URL('../../../../data/node_A_data.csv', import.meta.url));
    table = unwrap(await readCsv(file, { name: 'node_A_data.csv', timeZone: 'UTC' }));
  });

  it('[F3] are the committed bytes with the default study', async () => {
    const { features, width } = trainingRows(table, healthRiskStudy);
    expect(width).toBe(healthRiskStudy.features.length);
    expect(await matrixHash(features)).toBe(DEFAULT_STUDY);
  });

  it('are the committed bytes with indicators, cut outliers, robust scaling and inputs from the time', async () => {
    const { features, width } = trainingRows(table, withPreprocessing(full));
    expect(width).toBe(2 * healthRiskStudy.features.length + 6);
    expect(await matrixHash(features)).toBe(FULL_STUDY);
  });

  it('are other bytes when one choice differs, or one number does', async () => {
    const { features } = trainingRows(table, withPreprocessing({ ...full, outliers: 'keep' }));
    expect(await matrixHash(features)).not.toBe(FULL_STUDY);
    const changed = trainingRows(table, healthRiskStudy).features;
    changed[0] = Math.fround(Number(changed[0]) * (1 + 2 ** -22));
    expect(await matrixHash(changed)).not.toBe(DEFAULT_STUDY);
  });
});
