/**
 * Units of a layer that look the same way and switch at different places cut the rows into slices, and what one
 * learned less what the next did is of the slice between them alone (Fowl et al. 2022). Where a slice holds fewer than ten
 * people, one of the two is as rare a unit as if it answered to those few only.
 */
import type { Dataset } from '../../lib/dataset.ts';
import { type Network, weightLayout } from '../../model/index.ts';
import { activate, type LayerActivity } from './unit-activity.ts';

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
  const layout = weightLayout(network);
  return activity.map((own, index) => {
    const layer = network.layers[index];
    const at = { kernel: layout[index * 2]?.offset ?? 0, bias: layout[index * 2 + 1]?.offset ?? 0 };
    if (layer?.activation !== 'relu') return own;
    const groups = groupsAlike(weights, { ...layer, ...at });
    if (groups.length === 0) return own;
    const people = own.people.slice();
    const rows = inputsOf(network, weights, data, index);
    for (const group of groups)
      markNarrow(group, projections(weights, group, { ...layer, ...at }, rows), people);
    return { ...own, people };
  });

  function markNarrow(group: readonly Member[], values: readonly Projection[], people: Float64Array): void {
    const [lowest, ...others] = [...group].sort((a, b) => a.at - b.at);
    let below = lowest?.at ?? 0;
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
}

/** A dense layer and where its weights are. */
interface Placed {
  readonly inputs: number;
  readonly units: number;
  readonly kernel: number;
  readonly bias: number;
}

interface Member {
  readonly unit: number;
  /** Where it switches, along the group's direction. */
  readonly at: number;
}

/** Units by the direction they look in, each group with two members or more. */
function groupsAlike(weights: Float32Array, { inputs, units, kernel, bias }: Placed): Member[][] {
  const lengths = new Float64Array(units);
  for (let input = 0; input < inputs; input++)
    for (let unit = 0; unit < units; unit++)
      lengths[unit] = (lengths[unit] ?? 0) + (weights[kernel + input * units + unit] ?? 0) ** 2;
  const taken = new Uint8Array(units);
  const groups: Member[][] = [];
  for (let a = 0; a < units; a++) {
    const length = Math.sqrt(lengths[a] ?? 0);
    if (taken[a] || length === 0) continue;
    const group: Member[] = [{ unit: a, at: -(weights[bias + a] ?? 0) / length }];
    for (let b = a + 1; b < units; b++) {
      const other = Math.sqrt(lengths[b] ?? 0);
      if (taken[b] || other === 0) continue;
      let product = 0;
      for (let input = 0; input < inputs; input++)
        product += (weights[kernel + input * units + a] ?? 0) * (weights[kernel + input * units + b] ?? 0);
      const cosine = product / (length * other);
      if (Math.abs(cosine) <= ALIKE) continue;
      taken[b] = 1;
      group.push({ unit: b, at: (-Math.sign(cosine) * (weights[bias + b] ?? 0)) / other });
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}

interface Projection {
  readonly row: number;
  readonly value: number;
}

/** What a layer reads of a row. */
interface LayerRow {
  readonly row: number;
  readonly values: ArrayLike<number>;
}

/** How far the rows lie along a group's direction, that of its first unit. */
function projections(
  weights: Float32Array,
  [leader]: readonly Member[],
  { inputs, units, kernel }: Placed,
  rows: readonly LayerRow[],
): Projection[] {
  const along = Float64Array.from(
    { length: inputs },
    (_, input) => weights[kernel + input * units + (leader?.unit ?? 0)] ?? 0,
  );
  const length = Math.sqrt(along.reduce((sum, weight) => sum + weight * weight, 0));
  return rows.map(({ row, values }) => ({
    row,
    value: along.reduce((sum, weight, input) => sum + weight * (values[input] ?? 0), 0) / length,
  }));
}

/** What the layer at `index` reads of the rows. */
function inputsOf(network: Network, weights: Float32Array, data: Dataset, index: number): LayerRow[] {
  const { rows, width, features } = data;
  const layout = weightLayout(network);
  const stride = Math.max(1, Math.ceil(rows / MOST_ROWS));
  return Array.from({ length: Math.ceil(rows / stride) }, (_, place) => {
    const row = place * stride;
    let values: ArrayLike<number> = features.subarray(row * width, (row + 1) * width);
    network.layers.slice(0, index).forEach(({ inputs, units, activation }, before) => {
      const [kernel, bias] = [layout[before * 2]?.offset ?? 0, layout[before * 2 + 1]?.offset ?? 0];
      const read = values;
      values = Float64Array.from({ length: units }, (_, unit) => {
        let sum = weights[bias + unit] ?? 0;
        for (let input = 0; input < inputs; input++)
          sum += (read[input] ?? 0) * (weights[kernel + input * units + unit] ?? 0);
        return activate(activation, sum);
      });
    });
    return { row, values };
  });
}
