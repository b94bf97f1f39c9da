/** The gate: what an update must be before it may touch the global model (SPEC.md, section G). */
import type { Result } from '@fedhealth/fl-core/lib';
import { ok } from '@fedhealth/fl-core/lib';
import { type Network, parameterCount } from '@fedhealth/fl-core/model';
import { type ProtocolError, refuse, type TaskResult } from '@fedhealth/fl-core/protocol';
import { decodeFrame } from '@fedhealth/fl-core/weights';

export type FitReport = Extract<TaskResult, { kind: 'fit' }>;

/** Room for the frame's header beside the weights. */
const HEADER_ROOM = 64;

/** The update's weights, or the code of what is wrong with it. `declaredRows` is what the site said it has. */
export function admitUpdate(
  report: FitReport,
  frame: Uint8Array | null,
  network: Network,
  declaredRows: number,
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
  if (report.examples < 1 || report.examples > declaredRows) {
    return refuse(
      'EXAMPLES_IMPLAUSIBLE',
      `It says ${report.examples}; the hospital declared ${declaredRows}.`,
    );
  }
  if (report.evaluation.n > 0 && sum(report.evaluation) !== report.evaluation.n) {
    return refuse('BAD_MESSAGE', 'The counts of its evaluation do not add up.');
  }
  return ok(decoded.value);
}

const sum = ({ tp, fp, tn, fn }: FitReport['evaluation']): number => tp + fp + tn + fn;
