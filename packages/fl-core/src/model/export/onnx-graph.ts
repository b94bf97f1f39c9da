/** Builds a graph of ONNX operators: every value gets a name of its own. */
import { writeFloats } from '../float-bytes.ts';
import {
  type Attribute,
  DataType,
  type Graph,
  type Node,
  type Tensor,
  type ValueInfo,
} from './onnx-proto.ts';

/** The name of a value in the graph: an input, a constant, or what a node gives. */
export type Value = string;

export interface GraphBuilder {
  /** One column of the caller's table: `rows` values. A name that is taken gets a number. */
  input(name: string, type: DataType, docString: string): Value;
  /** The one result: `rows` floats. */
  output(name: string, from: Value, docString: string): void;
  node(opType: string, inputs: readonly Value[], attributes?: Readonly<Record<string, number>>): Value;
  floats(values: ArrayLike<number>, ...dims: number[]): Value;
  /** Of 64 bits; without dimensions a scalar. */
  double(value: number): Value;
  integers(...values: number[]): Value;
  texts(values: readonly string[]): Value;
  build(name: string, docString: string): Graph;
}

export function createGraph(): GraphBuilder {
  const taken = new Set<string>();
  const node: Node[] = [];
  const initializer: Tensor[] = [];
  const input: ValueInfo[] = [];
  const output: ValueInfo[] = [];
  const known = new Map<string, Value>();

  /** An empty name means "left out" in ONNX. */
  const unique = (wanted: string): string => {
    let name = wanted || 'column';
    for (let number = 2; taken.has(name); number++) name = `${wanted || 'column'} (${number})`;
    taken.add(name);
    return name;
  };
  const keep = (tensor: Omit<Tensor, 'name'>): Value => {
    const name = unique(`constant_${initializer.length}`);
    initializer.push({ ...tensor, name });
    return name;
  };
  /** The same constant is kept once. */
  const once = (key: string, make: () => Value): Value => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };

  return {
    input(wanted, type, docString) {
      const name = unique(wanted);
      input.push(column(name, type, docString));
      return name;
    },
    output(wanted, from, docString) {
      const name = unique(wanted);
      node.push({
        name: `node_${node.length}`,
        opType: 'Identity',
        input: [from],
        output: [name],
        attribute: [],
      });
      output.push(column(name, DataType.float, docString));
    },
    node(opType, inputs, attributes = {}) {
      const value = unique(`value_${node.length}`);
      const attribute = Object.entries(attributes).map(
        ([name, i]): Attribute => ({ name, type: 2, i: BigInt(i) }),
      );
      node.push({ name: `node_${node.length}`, opType, input: inputs, output: [value], attribute });
      return value;
    },
    floats(values, ...dims) {
      const rawData = new Uint8Array(4 * values.length);
      writeFloats(values, rawData);
      return keep({ dims: dims.map(BigInt), dataType: DataType.float, rawData });
    },
    double: (value) =>
      once(`double ${value}`, () => {
        const rawData = new Uint8Array(8);
        new DataView(rawData.buffer).setFloat64(0, value, true);
        return keep({ dims: [], dataType: DataType.double, rawData });
      }),
    integers: (...values) =>
      once(`integers ${values}`, () => {
        const rawData = new Uint8Array(8 * values.length);
        const view = new DataView(rawData.buffer);
        values.forEach((value, index) => {
          view.setBigInt64(8 * index, BigInt(value), true);
        });
        return keep({ dims: [BigInt(values.length)], dataType: DataType.int64, rawData });
      }),
    texts(values) {
      const stringData = values.map((text) => new TextEncoder().encode(text));
      return keep({ dims: [BigInt(values.length)], dataType: DataType.string, stringData });
    },
    build: (name, docString) => ({ name, docString, node, initializer, input, output }),
  };
}

const column = (name: string, elemType: DataType, docString: string): ValueInfo => ({
  name,
  docString,
  type: { tensorType: { elemType, shape: { dim: [{ dimParam: 'rows' }] } } },
});
