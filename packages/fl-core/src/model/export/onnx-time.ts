/** Hour, weekday and month of a moment, as ONNX operators on 64-bit floats. */
import { circleOf } from '../../preprocessing/index.ts';
import type { TimePart } from '../../study/index.ts';
import type { GraphBuilder, Value } from './onnx-graph.ts';
import { DataType } from './onnx-proto.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The last moment that the calendar of ECMAScript knows, in milliseconds from 1970. */
const CALENDAR_END = 8.64e15;

/**
 * Sine and cosine of a part of the time, `[rows, 2]`; zeros where there is no time.
 * @param time `[rows]` milliseconds since 1970, NaN where missing
 */
export function timeInputs(graph: GraphBuilder, time: Value, part: TimePart): Value {
  const readable = graph.node('LessOrEqual', [graph.node('Abs', [time]), graph.double(CALENDAR_END)]);
  const moment = graph.node('Where', [readable, time, graph.double(0)]);
  const circle = circleOf(part);
  const place = graph.node('Where', [readable, partOf(graph, moment, part), graph.double(circle.length)]);
  const table = graph.floats([...circle.flat(), 0, 0], circle.length + 1, 2);
  return graph.node('Gather', [table, graph.node('Cast', [place], { to: DataType.int64 })]);
}

function partOf(graph: GraphBuilder, time: Value, part: TimePart): Value {
  const { floorDivide, remainder, plus } = arithmetic(graph);
  if (part === 'hour') return remainder(floorDivide(time, HOUR), 24);
  // 1970 began on a Thursday; 0 is Monday.
  if (part === 'weekday') return remainder(plus(floorDivide(time, DAY), 3), 7);
  return monthOf(graph, floorDivide(time, DAY));
}

/**
 * The month (0–11) of a day counted from 1970 in the proleptic Gregorian calendar: Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms" (`civil_from_days`), where years begin in March.
 */
function monthOf(graph: GraphBuilder, day: Value): Value {
  const { floorDivide, remainder, plus, minus, times } = arithmetic(graph);
  const ofEra = remainder(plus(day, 719_468), 146_097);
  const leapless = minus(
    graph.node('Add', [minus(ofEra, floorDivide(ofEra, 1460)), floorDivide(ofEra, 36_524)]),
    floorDivide(ofEra, 146_096),
  );
  const year = floorDivide(leapless, 365);
  const daysBefore = minus(
    graph.node('Add', [times(year, 365), floorDivide(year, 4)]),
    floorDivide(year, 100),
  );
  const ofYear = minus(ofEra, daysBefore);
  const fromMarch = floorDivide(plus(times(ofYear, 5), 2), 153);
  return remainder(plus(fromMarch, 2), 12);
}

function arithmetic(graph: GraphBuilder) {
  const floorDivide = (value: Value, by: number): Value =>
    graph.node('Floor', [graph.node('Div', [value, graph.double(by)])]);
  const times = (value: Value, by: number): Value => graph.node('Mul', [value, graph.double(by)]);
  const minus = (value: Value, other: Value): Value => graph.node('Sub', [value, other]);
  return {
    floorDivide,
    times,
    minus,
    plus: (value: Value, by: number): Value => graph.node('Add', [value, graph.double(by)]),
    /** Never negative. */
    remainder: (value: Value, by: number): Value => minus(value, times(floorDivide(value, by), by)),
  };
}
