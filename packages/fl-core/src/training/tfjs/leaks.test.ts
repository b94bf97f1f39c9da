import { engine, memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { initializeWeights } from '../../model/initialize.ts';
import { createTfjsTrainer } from '../index.ts';
import { toyNetwork, toyOptions, xorRows } from '../testing/toy-data.ts';

it.each(['wasm', 'cpu'] as const)('leaves no tensor behind on %s, however a fit ends', async (backend) => {
  const trainer = unwrap(await createTfjsTrainer(backend));
  const dataset = xorRows(100, 2, 1);
  const network = toyNetwork(2, [4]);
  const start = initializeWeights(network, 1);
  const stored = () => ({ core: memory().numTensors, backend: engine().findBackend(backend).numDataIds() });
  const extras = {
    proximal: { mu: 0.1, anchor: start },
    control: { correction: start },
    clipNorm: 1,
    perExampleClip: 1,
  };
  const before = stored();
  for (let round = 0; round < 3; round++) {
    for (const optimizer of ['adam', 'sgd', 'momentum'] as const) {
      await trainer.fit(
        dataset,
        start,
        toyOptions(network, { ...extras, optimizer, l2: 0.1, duration: { epochs: 2 } }),
      );
    }
  }
  await expect(
    trainer.fit(dataset, start, toyOptions(network), undefined, AbortSignal.abort()),
  ).rejects.toThrow();
  const runaway = toyOptions(network, { optimizer: 'sgd', learningRate: 1e38, duration: { epochs: 3 } });
  await expect(trainer.fit(dataset, start, runaway)).rejects.toThrow(/diverged/);
  expect(stored()).toEqual(before);
});
