/** The fitted preprocessing as ONNX operators: a raw column in, the network's inputs out. */
import type { FeatureStep } from '../../preprocessing/index.ts';
import { plausibleRange } from '../../quality/index.ts';
import type { GraphBuilder, Value } from './onnx-graph.ts';
import { DataType } from './onnx-proto.ts';
import { timeInputs } from './onnx-time.ts';

type StepOf<K extends FeatureStep['kind']> = Extract<FeatureStep, { kind: K }>;

/** Declares the column of a step as an input of the graph. */
export function declareColumn(graph: GraphBuilder, step: FeatureStep): Value {
  switch (step.kind) {
    case 'numeric':
      return graph.input(step.name, DataType.double, 'A number; NaN where it is missing.');
    case 'boolean':
      return graph.input(step.name, DataType.double, '1 is yes, 0 is no; NaN where it is missing.');
    case 'categorical':
      return graph.input(
        step.name,
        DataType.string,
        `One of ${JSON.stringify(step.categories)}, spelt so; an empty text where it is missing.`,
      );
    case 'time':
      return graph.input(
        step.name,
        DataType.double,
        'The wall-clock time of the site as milliseconds since 1970-01-01T00:00; NaN where it is missing.',
      );
  }
}

/** The network's inputs that a step makes, in their order: `[rows, k]` floats each. */
export function stepInputs(graph: GraphBuilder, column: Value, step: FeatureStep): Value[] {
  switch (step.kind) {
    case 'numeric':
      return numericInputs(graph, column, step);
    case 'boolean':
      return booleanInputs(graph, column, step);
    case 'categorical':
      return categoricalInputs(graph, column, step);
    case 'time':
      return step.parts.map((part) => timeInputs(graph, column, part));
  }
}

const toFloat = (graph: GraphBuilder, value: Value): Value =>
  graph.node('Cast', [value], { to: DataType.float });

/** `[rows]` to `[rows, 1]`. */
const upright = (graph: GraphBuilder, value: Value): Value =>
  graph.node('Unsqueeze', [value, graph.integers(1)]);

const indicatorOf = (graph: GraphBuilder, known: Value): Value =>
  upright(graph, toFloat(graph, graph.node('Not', [known])));

function numericInputs(graph: GraphBuilder, column: Value, step: StepOf<'numeric'>): Value[] {
  const { range, outliers, impute, centre, spread, indicator } = step;
  // A comparison with NaN is false: what is missing lies in no range.
  const within = (low: number, high: number): Value =>
    graph.node('And', [
      graph.node('GreaterOrEqual', [column, graph.double(low)]),
      graph.node('LessOrEqual', [column, graph.double(high)]),
    ]);
  let known = within(...plausibleRange(range));
  let value = column;
  if (outliers?.treat === 'missing') {
    known = graph.node('And', [known, within(outliers.low, outliers.high)]);
  } else if (outliers) {
    value = graph.node('Clip', [column, graph.double(outliers.low), graph.double(outliers.high)]);
  }
  const filled = graph.node('Where', [known, value, graph.double(impute)]);
  const scaled = graph.node('Div', [graph.node('Sub', [filled, graph.double(centre)]), graph.double(spread)]);
  const input = upright(graph, toFloat(graph, scaled));
  return indicator ? [input, indicatorOf(graph, known)] : [input];
}

function booleanInputs(graph: GraphBuilder, column: Value, step: StepOf<'boolean'>): Value[] {
  const yes = graph.node('Equal', [column, graph.double(1)]);
  const no = graph.node('Equal', [column, graph.double(0)]);
  const known = graph.node('Or', [yes, no]);
  const input = upright(
    graph,
    toFloat(graph, graph.node('Where', [known, column, graph.double(step.impute)])),
  );
  return step.indicator ? [input, indicatorOf(graph, known)] : [input];
}

function categoricalInputs(graph: GraphBuilder, column: Value, step: StepOf<'categorical'>): Value[] {
  const { categories, impute, indicator } = step;
  const text = upright(graph, column);
  const missing = graph.node('Equal', [text, graph.texts([''])]);
  const inputs: Value[] = [];
  if (categories.length > 0) {
    const listed = toFloat(graph, graph.node('Equal', [text, graph.texts(spellings(categories))]));
    const filler = categories.indexOf(impute);
    const imputed = graph.floats(
      categories.map((_, index) => Number(index === filler)),
      1,
      categories.length,
    );
    inputs.push(graph.node('Where', [missing, imputed, listed]));
  }
  if (indicator) inputs.push(toFloat(graph, missing));
  return inputs;
}

/** A spelling that no cell has, for a category that is listed twice: the first one counts. */
const NEVER = '\u0000';

const spellings = (categories: readonly string[]): string[] => {
  const texts = categories.map((category) => category.trim());
  return texts.map((text, index) => (texts.indexOf(text) === index ? text : NEVER));
};
