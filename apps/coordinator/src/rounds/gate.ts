/** The gate: what an update must be before it may touch the global model (SPEC.md, section G). */
import type { Result } from '@fedhealth/fl-core/lib';
import { ok } from '@fedhealth/fl-core/lib';
import { type Network, parameterCount } from '@fedhealth/fl-core/model';
import { type Evaluation, type ProtocolError, refuse, type TaskResult } from '@fedhealth/fl-core/protocol';
import { decodeFrame } from '@fedhealth/fl-core/weights';
import type { ReadySite } from './site-link.ts';

/** The rows a site said it has, when it said it was ready. */
type Declared = Pick<ReadySite, 'trainRows' | 'testRows'>;

export type FitReport = Extract<TaskResult, { kind: 'fit' }>;

/** Room for the frame's header beside the weights. */
const HEADER_ROOM = 64;

/** The update's weights, or the code of what is wrong with it. */
export function admitUpdate(
  report: FitReport,
  frame: Uint8Array | null,
  network: Network,
  declared: Declared,
): Result<Float32Array, ProtocolError> {
  if (frame === null) return refuse('FRAME_MALFORMED', 'There were no weights beside the message.');
  if (frame.length > 4 * parameterCount(network) + HEADER_ROOM) {
    return refuse(
      'TOO_LARGE',
      `The weights are ${frame.length} bytes; the study’s network has ${parameterCount(network)} numbers.`,
    );
  }
  const decoded = decodeFrame(frame, network);
  if (!decoded.ok) return refuse(decoded.error.code);
  if (report.examples < 1 || report.examples > declared.trainRows) {
    return implausible(`It says ${report.examples}`, declared.trainRows);
  }
  const evaluated = admitEvaluation(report.evaluation, declared);
  return evaluated.ok ? ok(decoded.value) : evaluated;
}

/** Statistics weigh by their rows: a site has no more say than the rows it declared. */
export function admitRows(rows: number, { trainRows }: Declared): Result<null, ProtocolError> {
  return rows <= trainRows ? ok(null) : implausible(`Its statistics cover ${rows} rows`, trainRows);
}

/** Evaluations weigh by their rows as well, and their counts are those of the rows. */
export function admitEvaluation(
  { n, tp, fp, tn, fn }: Evaluation,
  { testRows }: Declared,
): Result<null, ProtocolError> {
  if (tp + fp + tn + fn !== n) return refuse('BAD_MESSAGE', 'The counts of its evaluation do not add up.');
  return n <= testRows ? ok(null) : implausible(`Its evaluation covers ${n} test rows`, testRows);
}

const implausible = (claim: string, declared: number) =>
  refuse('EXAMPLES_IMPLAUSIBLE', `${claim}; the hospital declared ${declared}.`);
