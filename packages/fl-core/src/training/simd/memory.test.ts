import { expect, it, vi } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { initializeWeights } from '../../model/initialize.ts';
import { toyNetwork, toyOptions, xorRows } from '../testing/toy-data.ts';
import type { Kernel } from './kernel.ts';
import { createPredictor } from './predictor.ts';
import { createSimdTrainer } from './trainer.ts';

const opened = vi.hoisted((): Kernel[] => []);
vi.mock('./kernel.ts', async (original) => {
  const real = await original<typeof import('./kernel.ts')>();
  return {
    openKernel: async () => {
      const kernel = await real.openKernel();
      if (kernel.ok) opened.push(kernel.value);
      return kernel;
    },
  };
});

const sizes = (): number[] => opened.map(({ memory }) => memory.buffer.byteLength);

it('the kernel’s memory stays as it is over 500 rounds, other datasets and networks between them', async () => {
  const trainer = unwrap(await createSimdTrainer());
  const predictor = unwrap(await createPredictor());
  const datasets = [xorRows(400, 5, 1), xorRows(700, 5, 2)];
  const networks = [toyNetwork(5, [16, 8]), toyNetwork(5, [])];
  const round = async (number: number): Promise<void> => {
    const dataset = datasets[number % 2] ?? xorRows(1, 5, 1);
    const network = networks[(number >> 1) % 2] ?? toyNetwork(5, []);
    const weights = initializeWeights(network, number);
    predictor.predict(network, weights, dataset.features, dataset.rows);
    await trainer.fit(dataset, weights, toyOptions(network));
  };
  for (let number = 0; number < 4; number++) await round(number);
  const before = sizes();
  for (let number = 0; number < 500; number++) await round(number);
  expect(sizes()).toEqual(before);
  expect(before).toHaveLength(2);
});
