/**
 * Whether a model could have been learned, or was built to write single rows into its update (SPEC.md, Q13): units of the
 * first layer that all look the same way cut the rows into slices (Fowl et al. 2022, "Robbing the Fed"); units that are dead
 * or saturated on all rows but a few single them out (Boenisch et al. 2023, "When the curious abandon honesty").
 */
import type { Dataset } from '../../lib/dataset.ts';
import { fail, ok, type Result } from '../../lib/result.ts';
import { type Network, weightLayout } from '../../model/index.ts';
import type { LayerActivity } from './unit-activity.ts';

/** Units whose directions have a cosine beyond this look the same way. */
const ALIKE = 0.999;
/** Units that switch so near to each other, in standard deviations of an input, have no row between them. */
const SAME_SWITCH = 1e-3;
/** More of a layer's units than this do not come to look the same way by themselves. */
const MOST = 0.5;
const STRONG = 0.01;
/** More of a layer's units than this may not take every row alike. */
const MOST_SILENT = 0.95;
/** In fewer dimensions, or among fewer units, directions meet by chance. */
const FEWEST_INPUTS = 3;
const FEWEST_UNITS = 8;
/** Kernels whose root mean square is below it. */
const COLLAPSED = 1e-3;
/** A scaled input's root mean square is near 1; one so large makes a switch of every unit. */
const LARGEST_INPUT = 100;

const refuse = (why: string) =>
  fail({
    code: 'MODEL_SUSPICIOUS',
    message: `The model that came does not look like one that was learned: ${why}. Such a model could write single rows into an update, so this hospital did not train on it and did not measure it.`,
  });

/** @param l2 the study's penalty: from 0.01 on it may turn the units of any layer the same way */
export function checkShape(
  network: Network,
  weights: Float32Array,
  activity: readonly LayerActivity[],
  l2: number,
): Result<null> {
  for (const [layer, { people, constant }] of activity.entries()) {
    const silent = people.reduce((sum, behind, unit) => sum + (behind === 0 || constant[unit] ? 1 : 0), 0);
    if (people.length >= FEWEST_UNITS && silent > MOST_SILENT * people.length)
      return refuse(
        `${silent} of the ${people.length} units of layer ${layer + 1} say the same of every row here`,
      );
  }
  const [first] = network.layers;
  if (!first || network.layers.length < 2) return ok(null);
  if (l2 >= STRONG || hasCollapsed(network, weights)) return ok(null);
  const alike = unitsAlike(network, weights);
  if (alike > MOST * first.units)
    return refuse(`${alike} of the ${first.units} units of its first layer look the same way`);
  return ok(null);
}

/** Whether a penalty has drawn every kernel to nothing: what is left of the directions is rounding. */
const hasCollapsed = (network: Network, weights: Float32Array): boolean =>
  weightLayout(network).every(({ shape, offset, size }) => {
    if (shape.length < 2) return true;
    const kernel = weights.subarray(offset, offset + size);
    return kernel.reduce((sum, weight) => sum + weight * weight, 0) < size * COLLAPSED ** 2;
  });

/**
 * How many units have another that looks the same way, or the opposite one, and switches elsewhere: together they cut the
 * rows into slices. A penalty makes units alike in both.
 */
function unitsAlike(network: Network, weights: Float32Array): number {
  const { inputs = 0, units = 0 } = network.layers[0] ?? {};
  if (inputs < FEWEST_INPUTS || units < FEWEST_UNITS) return 0;
  const lengths = new Float64Array(units);
  for (let input = 0; input < inputs; input++)
    for (let unit = 0; unit < units; unit++)
      lengths[unit] = (lengths[unit] ?? 0) + (weights[input * units + unit] ?? 0) ** 2;
  for (let unit = 0; unit < units; unit++) lengths[unit] = Math.sqrt(lengths[unit] ?? 0);
  /** Where the unit switches, along its own direction. */
  const switchOf = (unit: number): number => -(weights[inputs * units + unit] ?? 0) / (lengths[unit] ?? 0);
  const hasTwin = new Uint8Array(units);
  for (let a = 0; a < units; a++) {
    for (let b = a + 1; b < units && !(hasTwin[a] && hasTwin[b]); b++) {
      let product = 0;
      for (let input = 0; input < inputs; input++)
        product += (weights[input * units + a] ?? 0) * (weights[input * units + b] ?? 0);
      const cosine = product / ((lengths[a] ?? 0) * (lengths[b] ?? 0));
      if (!(Math.abs(cosine) > ALIKE)) continue;
      if (Math.abs(switchOf(a) - Math.sign(cosine) * switchOf(b)) < SAME_SWITCH) continue;
      hasTwin[a] = 1;
      hasTwin[b] = 1;
    }
  }
  return hasTwin.reduce((sum, twin) => sum + twin, 0);
}

/** Whether the preprocessing that came leaves inputs of a size that a fitted one leaves. */
export function checkInputs({ features, rows, width }: Dataset, names: readonly string[]): Result<null> {
  const squares = new Float64Array(width);
  for (let at = 0; at < rows * width; at++)
    squares[at % width] = (squares[at % width] ?? 0) + (features[at] ?? 0) ** 2;
  const wild = squares.findIndex((sum) => !(Math.sqrt(sum / Math.max(1, rows)) <= LARGEST_INPUT));
  if (rows === 0 || wild < 0) return ok(null);
  return refuse(`the preprocessing beside it makes numbers of “${names[wild]}” that are far too large`);
}
