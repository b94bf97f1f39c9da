import { describe, expect, it } from 'vitest';
import { createNetwork } from '../model/network.ts';
import { studySchema } from '../study/schema.ts';
import { balancedClassWeights, createTfjsTrainer, fitOptions, trainLocally } from './index.ts';
import { xorRows } from './testing/toy-data.ts';

const studyWith = (training: object) =>
  studySchema.parse({
    id: 'demo',
    label: { column: 'y' },
    features: [{ name: 'a' }, { name: 'b' }],
    model: { hidden: [8], l2: 0.01 },
    training,
  });
const optionsOf = (training: object, labels: number[] = [0, 1]) => {
  const study = studyWith(training);
  return fitOptions(study, createNetwork(study.model, 2), labels, 7);
};

describe('fitOptions', () => {
  it('takes everything from the study', () => {
    expect(
      optionsOf({ optimizer: 'momentum', learningRate: 0.1, batchSize: 5, localEpochs: 3 }),
    ).toMatchObject({
      optimizer: 'momentum',
      learningRate: 0.1,
      batchSize: 5,
      duration: { epochs: 3 },
      l2: 0.01,
      classWeights: [1, 1],
      seed: 7,
    });
  });

  it('lets local steps win over local epochs', () => {
    expect(optionsOf({ localEpochs: 3, localSteps: 11 }).duration).toEqual({ steps: 11 });
  });

  it('takes class weights as they are, or balances them', () => {
    expect(optionsOf({ classWeights: [1, 4] }).classWeights).toEqual([1, 4]);
    expect(optionsOf({ classWeights: 'balanced' }, [0, 0, 0, 1]).classWeights).toEqual([4 / 6, 2]);
  });
});

describe('balancedClassWeights', () => {
  it('weighs a class without rows 1', () => {
    expect(balancedClassWeights([1, 1])).toEqual([1, 0.5]);
    expect(balancedClassWeights([0])).toEqual([0.5, 1]);
    expect(balancedClassWeights([])).toEqual([1, 1]);
  });
});

describe('trainLocally', () => {
  it('trains from fresh weights for the epochs it is given', async () => {
    const opened = await createTfjsTrainer('cpu');
    if (!opened.ok) throw new Error(opened.error.message);
    const study = studyWith({ learningRate: 0.02, batchSize: 10, localSteps: 1 });
    const network = createNetwork(study.model, 2);
    const data = xorRows(200, 2, 1);
    const short = await trainLocally(opened.value, study, network, data, { epochs: 1, seed: 2 });
    const long = await trainLocally(opened.value, study, network, data, { epochs: 20, seed: 2 });
    expect([short.steps, long.steps]).toEqual([20, 400]);
    expect(long.loss).toBeLessThan(short.loss);
  });
});
