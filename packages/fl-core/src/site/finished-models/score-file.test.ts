import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { countScores } from '../../metrics/index.ts';
import {
  createNetwork,
  encodeArtifact,
  initializeWeights,
  type Model,
  predict,
  sealArtifact,
} from '../../model/index.ts';
import { prepareDataset, scoredCsv } from '../../preprocessing/index.ts';
import { readCsv } from '../../table/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { wardStudy } from '../testing/ward.ts';
import { scoreFile } from './score-file.ts';

/** The last two rows have no label that can be read. */
const CSV = `age,sex,smoker,ill,part
30,f,no,no,train
40,m,yes,no,train
50,f,no,yes,train
60,m,yes,yes,train
35,f,no,no,test
65,m,yes,yes,test
44,f,no,,test
99,m,yes,,test`;

async function finished(study = 'ward') {
  const data = createSiteData(prepareDataset(unwrap(await readCsv(CSV)), wardStudy()));
  const pipeline = data.localPipeline();
  const network = createNetwork(data.study.model, pipeline.inputs.length);
  const model: Model = {
    study: { id: study, version: 1, title: 'x', label: { column: 'ill', positive: 'yes' } },
    network,
    pipeline,
    weights: initializeWeights(network, 5),
    metrics: {},
    lineage: { run: 'r', round: 1, parent: null, createdAt: '2026-01-01T00:00:00.000Z', sites: 1 },
  };
  return { data, model, artifact: await sealArtifact(encodeArtifact(model)) };
}

describe('[V5] scoring the open file', () => {
  it('gives every row of the table the score that the plain prediction gives', async () => {
    const { data, model, artifact } = await finished();
    const steps: number[] = [];
    const scores = unwrap(await scoreFile(artifact, data, { onProgress: (done) => void steps.push(done) }));
    const { table } = data.file;
    const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
    const plain = predict(model, table, rows);
    expect(scores.length).toBe(8);
    expect(data.trainRows + data.testRows).toBe(6);
    for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(plain[row] as number, 5);
    expect(steps.at(-1)).toBe(1);

    const text = [...scoredCsv({ table, scores, threshold: 0.5, modelVersion: 3 })].join('');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(table.rows + 1);
    expect(lines[0]).toBe(
      ['row', ...table.columns.map(({ name }) => name), 'score', 'above_threshold', 'model_version'].join(
        ',',
      ),
    );
    const above = lines.slice(1).filter((line) => line.endsWith(',1,3')).length;
    expect(above).toBe(countScores(scores).atLeast[50]);
  });

  it('refuses another study’s model and one that was changed on its way, and stops when told', async () => {
    const { data, artifact } = await finished();
    const stranger = await finished('another');
    expect(await scoreFile(stranger.artifact, data)).toMatchObject({
      error: { code: 'MODEL_OF_ANOTHER_STUDY' },
    });
    const changed = { ...artifact, weights: artifact.weights.replace(/[a-m]/, 'z') };
    expect(await scoreFile(changed, data)).toMatchObject({ error: { code: 'MODEL_FILE_DAMAGED' } });
    for (const nothing of [null, undefined, 'text', {}])
      expect((await scoreFile(nothing, data)).ok).toBe(false);
    const stop = new AbortController();
    const stopped = await scoreFile(artifact, data, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ error: { code: 'CANCELLED' } });
  });
});
