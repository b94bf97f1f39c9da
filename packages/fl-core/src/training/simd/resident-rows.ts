import type { Dataset } from '../../lib/dataset.ts';
import type { Kernel } from './kernel.ts';
import { allocateOrThrow, floatsAt } from './kernel-network.ts';

/** A dataset in the kernel's memory. */
export interface ResidentRows {
  readonly features: number;
  readonly labels: number;
  /** Room for the order of the rows, an Int32 each. */
  readonly order: number;
}

/** Keeps the last dataset in the kernel's memory: a run trains on the same rows in every round. */
export function createResidentRows(kernel: Kernel): (dataset: Dataset) => ResidentRows {
  const bottom = kernel.mark();
  let held: { readonly dataset: Dataset; readonly rows: ResidentRows; readonly top: number } | null = null;
  return (dataset) => {
    if (held?.dataset === dataset) {
      kernel.release(held.top);
      return held.rows;
    }
    held = null;
    kernel.release(bottom);
    const rows = {
      features: allocateOrThrow(kernel, 4 * dataset.features.length),
      labels: allocateOrThrow(kernel, 4 * dataset.rows),
      order: allocateOrThrow(kernel, 4 * dataset.rows),
    };
    floatsAt(kernel, rows.features, dataset.features.length).set(dataset.features);
    const labels = floatsAt(kernel, rows.labels, dataset.rows);
    for (let i = 0; i < dataset.rows; i++) labels[i] = dataset.labels[i] === 1 ? 1 : 0;
    held = { dataset, rows, top: kernel.mark() };
    return rows;
  };
}
