/** A finished model as an ONNX file: raw columns in, scores out, the preprocessing inside. */
import type { Model } from '../artifact.ts';
import { type Activation, weightLayout } from '../network.ts';
import { exportMetadata } from './metadata.ts';
import { createGraph, type GraphBuilder, type Value } from './onnx-graph.ts';
import { declareColumn, stepInputs } from './onnx-inputs.ts';
import { encodeOnnx } from './onnx-proto.ts';

/** Texts are compared since this version of the operators; ONNX Runtime runs it from 1.16 on. */
const OPSET = 19n;
const IR_VERSION = 9n;

const OPERATOR: Readonly<Record<Exclude<Activation, 'linear'>, string>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
};

/**
 * The bytes of an `.onnx` file (opset 19, the standard operators only).
 *
 * Inputs: one for each column of the pipeline, named like it, shape `[rows]`: numbers, yes/no and times as
 * float64 with NaN where missing; categories as texts, empty where missing. Missing values are filled,
 * outliers treated and values scaled by the graph, in float64 as `transformFeatures` does.
 * Output: `score`, `[rows]` float32, the probability of the label's positive value.
 */
export function toOnnx(model: Model): Uint8Array {
  const graph = createGraph();
  const { steps } = model.pipeline;
  const columns = steps.map((step) => declareColumn(graph, step));
  const inputs = steps.flatMap((step, index) => stepInputs(graph, columns[index] as Value, step));
  const score = networkScore(graph, model, graph.node('Concat', inputs, { axis: 1 }));
  const { column, positive } = model.study.label;
  graph.output('score', score, `The probability that ${column} is ${positive}.`);
  return encodeOnnx({
    irVersion: IR_VERSION,
    producerName: 'fedhealth',
    producerVersion: '1',
    docString: `${model.study.title}. Inputs are raw columns; the preprocessing is part of the graph.`,
    opsetImport: [{ domain: '', version: OPSET }],
    metadataProps: Object.entries(exportMetadata(model)).map(([key, value]) => ({
      key: `fedhealth.${key}`,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    graph: graph.build(model.study.id, model.study.title),
  });
}

/** @param inputs `[rows, network.inputs]` floats */
function networkScore(graph: GraphBuilder, { network, weights }: Model, inputs: Value): Value {
  const tensors = weightLayout(network).map(({ offset, size, shape }) =>
    graph.floats(weights.subarray(offset, offset + size), ...shape),
  );
  const outputs = network.layers.reduce((value, { activation }, index) => {
    const sums = graph.node('Gemm', [value, tensors[2 * index] as Value, tensors[2 * index + 1] as Value]);
    return activation === 'linear' ? sums : graph.node(OPERATOR[activation], [sums]);
  }, inputs);
  return graph.node('Squeeze', [outputs, graph.integers(1)]);
}
