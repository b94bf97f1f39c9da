import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { liveApp } from '@fedhealth/coordinator/testing/live-app';
import { createRng } from '@fedhealth/fl-core/lib';
import { createNetwork, parameterCount } from '@fedhealth/fl-core/model';
import { resultSchema } from '@fedhealth/fl-core/protocol';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { FRAME_HEADER_BYTES } from '@fedhealth/fl-core/weights';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { openTap } from '@fedhealth/testing/tap';
import { csvFile } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';

const PARAMETERS = parameterCount(createNetwork(healthRiskStudy.model, healthRiskStudy.features.length));
const LIMIT = 4 * PARAMETERS + 512;

/** Readings within the study's ranges, with as many decimals as sensors give. */
function readings(rows: number, seed: number): Promise<string> {
  const rng = createRng(seed);
  const lines = Array.from({ length: rows }, () => {
    const values = healthRiskStudy.features.map(({ range: [low, high] = [0, 1] }) =>
      (low + (high - low) * rng.next()).toFixed(3),
    );
    return [...values, rng.next() < 0.3 ? 1 : 0].join(',');
  });
  return csvFile([[...healthRiskStudy.features.map(({ name }) => name), 'risk'].join(','), ...lines]);
}

describe('an upload', () => {
  it('[W1] of a round is at most 4 bytes a parameter and 512 more', async () => {
    const app = await liveApp({ study: healthRiskStudy });
    const tap = await openTap(app.url);
    const { until } = await openHospital(app, {
      name: 'A hospital with a long name',
      url: tap.url,
      csv: await readings(300, 1),
      trainer: createFakeTrainer(),
    });
    await openHospital(app, { name: 'B', csv: await readings(200, 2) });
    const { id } = await app.startRun({ rounds: 11 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    const { ledger } = await until('the model', ({ comparison }) => comparison !== null);
    const uploads = ledger.entries.filter(({ kind }) => kind === 'fit');
    expect(uploads).toHaveLength(11);
    for (const { bytes } of uploads) {
      expect(bytes).toBeGreaterThan(4 * PARAMETERS);
      expect(bytes).toBeLessThanOrEqual(LIMIT);
    }
    // The same, read off the wire: a text and its weights.
    const frames = tap.up.filter(({ kind }) => kind === 'binary');
    expect(frames.map(({ bytes }) => bytes)).toEqual(Array(11).fill(FRAME_HEADER_BYTES + 4 * PARAMETERS));
  });

  it('[W1] keeps the limit with the longest numbers that a report can hold', () => {
    const report = resultSchema.parse({
      kind: 'fit',
      run: 'V1StGXR8_Z',
      round: 10_000,
      examples: 100_000_000,
      steps: 100_000_000,
      loss: 1.234567e-10,
      seconds: 86_399.999,
      evaluation: {
        n: 100_000_000,
        tp: 24_999_999,
        fp: 24_999_999,
        tn: 25_000_001,
        fn: 25_000_001,
        logLoss: 0.1 / 81,
        brier: 1e-10 / 81,
        auc: 0.1 / 81,
      },
    });
    expect(String(report.kind === 'fit' && report.evaluation.brier).length).toBeGreaterThan(20);
    const placeholder = { _placeholder: true, num: 0 };
    const text = `451-/sites,1000000${JSON.stringify(['result', report, placeholder])}`;
    expect(text.length + FRAME_HEADER_BYTES).toBeLessThanOrEqual(512);
  });
});
