/** The gate: what an update must be before it may touch the global model (SPEC.md, section G). */
import type { Result } from '@fedhealth/fl-core/lib';
import { type Dtype, ok } from '@fedhealth/fl-core/lib';
import type { Network } from '@fedhealth/fl-core/model';
import { type Evaluation, type FitReport, type ProtocolError, refuse } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import { clipUpdate, decodeUpdate, frameBytes, frameKind, updateNorm } from '@fedhealth/fl-core/weights';
import type { ReadySite } from '../run/site-link.ts';

/** The rows a site said it has, when it said it was ready. */
type Declared = Pick<ReadySite, 'trainRows' | 'testRows'>;

/** What a round asks of every update. */
export interface UpdateRules {
  readonly network: Network;
  /** The round's global model. */
  readonly base: Float32Array;
  /** As what numbers this site was asked to send; whole 32-bit weights are taken from everybody. */
  readonly upload: Dtype;
  readonly gate: Pick<Study['federation']['gate'], 'maxUpdateNorm' | 'onExceed'>;
}

export interface AdmittedUpdate {
  readonly weights: Float32Array;
  /** How far it went before it was shortened to the study's limit; null when it was not. */
  readonly clippedFrom: number | null;
}

/** The update's weights, or the code of what is wrong with it. */
export function admitUpdate(
  report: FitReport,
  frame: Uint8Array | null,
  declared: Declared,
  { network, base, upload, gate }: UpdateRules,
): Result<AdmittedUpdate, ProtocolError> {
  if (frame === null) return refuse('FRAME_MALFORMED', 'There were no weights beside the message.');
  const most = Math.max(frameBytes('float32', network), frameBytes(upload, network));
  if (frame.length > most) {
    return refuse(
      'TOO_LARGE',
      `The weights are ${frame.length} bytes; a frame of the study’s network has at most ${most}.`,
    );
  }
  const decoded = decodeUpdate(frame, base, network);
  if (!decoded.ok) return refuse(decoded.error.code);
  const dtype = frameKind(frame)?.dtype;
  if (dtype !== 'float32' && dtype !== upload)
    return refuse('FRAME_MALFORMED', `The hospital was asked for ${upload} numbers and sent ${dtype}.`);
  const evaluated = admitEvaluation(report.evaluation, declared);
  return evaluated.ok ? bound(decoded.value, base, gate) : evaluated;
}

/** Holds an update to the study's longest step. */
function bound(
  weights: Float32Array,
  base: Float32Array,
  { maxUpdateNorm = Infinity, onExceed }: UpdateRules['gate'],
): Result<AdmittedUpdate, ProtocolError> {
  const norm = updateNorm(weights, base);
  if (norm <= maxUpdateNorm) return ok({ weights, clippedFrom: null });
  if (onExceed === 'clip')
    return ok({ weights: clipUpdate(weights, base, maxUpdateNorm), clippedFrom: norm });
  return refuse(
    'NORM_TOO_LARGE',
    `Its length is ${norm.toPrecision(4)}; the study’s limit is ${maxUpdateNorm}.`,
  );
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
