import { describe, expect, it } from 'vitest';
import type { Dtype } from '../../lib/dtype.ts';
import { createNetwork } from '../../model/network.ts';
import type { TaskResult } from '../../protocol/messages.ts';
import { encodeFrame } from '../../weights/index.ts';
import { describeReady, describeResult } from './describe-message.ts';

const evaluation = { n: 3, tp: 1, fp: 0, tn: 1, fn: 1, logLoss: 0.5, brier: 0.2, auc: null };
const results: TaskResult[] = [
  {
    kind: 'moments',
    run: 'r',
    summary: { rows: 6, positives: 3, numeric: {}, categorical: { sex: { f: 3 } } },
  },
  { kind: 'histograms', run: 'r', summary: { numeric: { age: [[0, 2, 12]] } } },
  { kind: 'evaluate', run: 'r', round: 2, evaluation },
  { kind: 'failed', run: 'r', round: 2, reason: 'No memory.' },
];

describe('what left, in words', () => {
  it('[W7] shows each message whole, as JSON that reads back', () => {
    for (const result of results) {
      const { kind, content, summary } = describeResult(result, null);
      expect(kind).toBe(result.kind);
      expect(JSON.parse(content)).toEqual(result);
      expect(summary).toMatch(/^[A-Z].+[^.]$/);
    }
    const ready = { studyId: 's', studyVersion: 1, trainRows: 6, testRows: 3, engine: 'tfjs-cpu' };
    expect(JSON.parse(describeReady(ready).content)).toEqual(ready);
    expect(describeReady(ready).summary).toContain('6 training rows, 3 test rows');
  });

  it('[W7] tells how many weights travel beside an update instead of listing them', () => {
    const report = { kind: 'fit', run: 'r', round: 2, examples: 6, steps: 3, loss: 0.5, seconds: 1 } as const;
    const network = createNetwork({ hidden: [64, 32], activation: 'relu', l2: 0 }, 7);
    const said = (dtype: Dtype, difference: boolean) => {
      const frame = encodeFrame(new Float32Array(2625), network, { dtype, difference });
      const [json = '', weights] = describeResult({ ...report, evaluation }, frame).content.split('\n+ ');
      expect(JSON.parse(json)).toEqual({ ...report, evaluation });
      return weights;
    };
    expect(said('float32', false)).toMatch(/^2625 model weights as 32-bit numbers, .* of 10520 bytes/);
    expect(said('float16', true)).toMatch(/^2625 changes of model weights .* as 16-bit numbers/);
    expect(said('int8', true)).toMatch(/^2625 changes of model weights .* as 8-bit numbers .* of \d+ bytes/);
  });
});
