import type { Network } from '../model/network.ts';
import type { Study } from '../study/schema.ts';
import type { FitOptions } from './trainer.ts';

/**
 * Weights of class 0 and 1 that give both the same say: n / (2 · n_class), as
 * scikit-learn's "balanced". A class without rows gets 1.
 */
export function balancedClassWeights(labels: ArrayLike<number>): [number, number] {
  let positives = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === 1) positives++;
  const weight = (count: number): number => (count > 0 ? labels.length / (2 * count) : 1);
  return [weight(labels.length - positives), weight(positives)];
}

function classWeights(study: Study, labels: ArrayLike<number>): readonly [number, number] {
  const wanted = study.training.classWeights;
  if (wanted === 'none') return [1, 1];
  return wanted === 'balanced' ? balancedClassWeights(labels) : wanted;
}

/**
 * What a study asks of one local fit.
 * @param labels the site's training labels: they decide balanced class weights
 * @param seed of the round and site: decides the order of rows
 */
export function fitOptions(
  study: Study,
  network: Network,
  labels: ArrayLike<number>,
  seed: number,
): FitOptions {
  const { optimizer, learningRate, batchSize, localEpochs, localSteps } = study.training;
  return {
    network,
    optimizer,
    learningRate,
    batchSize,
    duration: localSteps === undefined ? { epochs: localEpochs } : { steps: localSteps },
    l2: study.model.l2,
    classWeights: classWeights(study, labels),
    seed,
  };
}
