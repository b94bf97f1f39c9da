/** How fast the kernel multiplies the matrices of a network's step: forward, both products backward, each layer. */
import { unwrap } from '@fedhealth/fl-core/lib';
import { openKernel } from '@fedhealth/fl-core/training';

const STEPS = 3_000;

/** Billions of multiply-adds a second, the best of several tries. `widths`: from the inputs to the output. */
export async function productRate(widths: readonly number[], batch: number): Promise<number> {
  const kernel = unwrap(await openKernel());
  kernel.beginNetwork(widths[0] ?? 1);
  for (const units of widths.slice(1)) kernel.addLayer(units, 1);
  if (!kernel.allocateFit(batch)) throw new Error('There is not enough memory.');
  const layers = widths.slice(1).map((units, index) => {
    const inputs = widths[index] ?? 1;
    const block = (size: number): number => kernel.allocate(4 * size);
    return { inputs, units, x: block(batch * inputs), w: block(inputs * units), z: block(batch * units) };
  });
  const step = (): void => {
    for (const { inputs, units, x, w, z } of layers) {
      kernel.product(x, 4 * inputs, 4, w, 4 * units, 4, 0, z, batch, units, inputs);
      kernel.product(x, 4, 4 * inputs, z, 4 * units, 4, 0, w, inputs, units, batch);
      kernel.product(z, 4 * units, 4, w, 4, 4 * units, 0, x, batch, inputs, units);
    }
  };
  const sums = layers.reduce((total, { inputs, units }) => total + 3 * batch * inputs * units, 0);
  const tries = Array.from({ length: 7 }, () => {
    const started = performance.now();
    for (let i = 0; i < STEPS; i++) step();
    return performance.now() - started;
  });
  return (STEPS * sums) / Math.min(...tries) / 1e6;
}
