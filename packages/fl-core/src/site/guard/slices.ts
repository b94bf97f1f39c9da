/**
 * Units of the first layer that look the same way and switch at different places cut the rows into slices, and what one
 * learned less what the next did is of the slice between them alone (Fowl et al. 2022). Where a slice holds fewer than ten
 * people, one of the two is as rare a unit as if it answered to those few only.
 */
import type { Dataset } from '../../lib/dataset.ts';
import type { Network } from '../../model/index.ts';
import type { LayerActivity } from './unit-activity.ts';

/** Units whose directions have a cosine beyond this look the same way. */
const ALIKE = 0.999;
/** As many rows as say how full a slice is. */
const MOST_ROWS = 65_536;

/** The activity with units of narrow slices as rare as the slices are. */
export function withSlices(
  network: Network,
  weights: Float32Array,
  data: Dataset,
  personOf: (row: number) => number,
  activity: readonly LayerActivity[],
  enough: number,
): readonly LayerActivity[] {
  const [first] = network.layers;
  const [own, ...deeper] = activity;
  if (!first || !own || first.activation !== 'relu') return activity;
  const people = own.people.slice();
  for (const group of groupsAlike(weights, first.inputs, first.units)) {
    const [leader] = group;
    const [lowest, ...others] = [...group].sort((a, b) => a.at - b.at);
    if (!leader || !lowest) continue;
    const values = projections(weights, leader.unit, first, data);
    let below = lowest.at;
    for (const { unit, at } of others) {
      const inside = new Set<number>();
      for (const { value, row } of values) {
        if (inside.size === enough) break;
        if (value > below && value <= at) inside.add(personOf(row));
      }
      // An empty slice tells nothing: the two answer to the same rows. A narrow one grows until it is wide enough.
      if (inside.size > 0 && inside.size < enough) people[unit] = Math.min(people[unit] ?? 0, inside.size);
      else below = at;
    }
  }
  return [{ ...own, people }, ...deeper];
}

interface Member {
  readonly unit: number;
  /** Where it switches, along the group's direction. */
  readonly at: number;
}

/** Units by the direction they look in, each group with two members or more. */
function groupsAlike(weights: Float32Array, inputs: number, units: number): Member[][] {
  const lengths = new Float64Array(units);
  for (let input = 0; input < inputs; input++)
    for (let unit = 0; unit < units; unit++)
      lengths[unit] = (lengths[unit] ?? 0) + (weights[input * units + unit] ?? 0) ** 2;
  const taken = new Uint8Array(units);
  const groups: Member[][] = [];
  for (let a = 0; a < units; a++) {
    const length = Math.sqrt(lengths[a] ?? 0);
    if (taken[a] || length === 0) continue;
    const group: Member[] = [{ unit: a, at: -(weights[inputs * units + a] ?? 0) / length }];
    for (let b = a + 1; b < units; b++) {
      const other = Math.sqrt(lengths[b] ?? 0);
      if (taken[b] || other === 0) continue;
      let product = 0;
      for (let input = 0; input < inputs; input++)
        product += (weights[input * units + a] ?? 0) * (weights[input * units + b] ?? 0);
      const cosine = product / (length * other);
      if (Math.abs(cosine) <= ALIKE) continue;
      taken[b] = 1;
      group.push({ unit: b, at: (-Math.sign(cosine) * (weights[inputs * units + b] ?? 0)) / other });
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}

/** How far the rows lie along a unit's direction. */
function projections(
  weights: Float32Array,
  unit: number,
  { inputs, units }: { readonly inputs: number; readonly units: number },
  { rows, width, features }: Dataset,
): { readonly row: number; readonly value: number }[] {
  let length = 0;
  for (let input = 0; input < inputs; input++) length += (weights[input * units + unit] ?? 0) ** 2;
  const stride = Math.max(1, Math.ceil(rows / MOST_ROWS));
  return Array.from({ length: Math.ceil(rows / stride) }, (_, index) => {
    const row = index * stride;
    let value = 0;
    for (let input = 0; input < inputs; input++)
      value += (features[row * width + input] ?? 0) * (weights[input * units + unit] ?? 0);
    return { row, value: value / Math.sqrt(length) };
  });
}
