/** The contract every training engine keeps. */
import type { Dataset } from '../lib/dataset.ts';
import type { Network } from '../model/network.ts';
import { ENGINE_NAMES, type EngineName } from '../study/engine-names.ts';

export type { EngineName };
export { ENGINE_NAMES };

export interface FitOptions {
  readonly network: Network;
  readonly optimizer: 'adam' | 'sgd' | 'momentum';
  readonly learningRate: number;
  readonly batchSize: number;
  /** Passes over the rows, or a number of batches. */
  readonly duration: { readonly epochs: number } | { readonly steps: number };
  readonly l2: number;
  /** Weight of class 0 and of class 1 in the loss. */
  readonly classWeights: readonly [number, number];
  /** Decides the order of the rows in each epoch. */
  readonly seed: number;
  /** FedProx (Li et al. 2020): adds mu · ‖w − anchor‖² / 2 to the loss; the anchor is the round's global model. */
  readonly proximal?: { readonly mu: number; readonly anchor: Float32Array };
  /** SCAFFOLD (Karimireddy et al. 2020): c − cᵢ, added to every step's gradient. */
  readonly control?: { readonly correction: Float32Array };
  /** Longest gradient of a batch, penalties included; a longer one is shortened to it. */
  readonly clipNorm?: number;
  /** Longest gradient of one row (Abadi et al. 2016), clipped before the batch's mean is taken. */
  readonly perExampleClip?: number;
}

export interface FitProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** From 0 to 1 over the whole fit. */
  readonly done: number;
  /** Mean loss of the batches so far in this epoch. */
  readonly loss: number;
}

export interface FitResult {
  readonly weights: Float32Array;
  readonly steps: number;
  readonly examples: number;
  /** Mean training loss of the last epoch. */
  readonly loss: number;
}

/** Told at most ten times a second. A promise it gives back is waited for: so training pauses. */
export type OnProgress = (progress: FitProgress) => unknown;

/**
 * Trains a network. `fit` yields to its event loop at least every 50 ms, throws
 * `signal.reason` when aborted, and leaves `weights` and `dataset` as they were.
 */
export interface Trainer {
  readonly engine: EngineName;
  fit(
    dataset: Dataset,
    weights: Float32Array,
    options: FitOptions,
    onProgress?: OnProgress,
    signal?: AbortSignal,
  ): Promise<FitResult>;
  dispose(): void;
}
