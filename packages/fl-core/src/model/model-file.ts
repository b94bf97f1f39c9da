/** A model as the bytes of a file, JSON or binary, and back. */
import { fail, ok, type Result } from '../lib/result.ts';
import { decodeArtifact, type Model, type ModelArtifact } from './artifact.ts';
import { artifactHash } from './artifact-hash.ts';
import { fromBase64, toBase64 } from './base64.ts';

const MAGIC = 'FHMB';
const BINARY_VERSION = 1;
/** Magic, version and the length of the header, four bytes each. */
const PREAMBLE = 12;

/** An imported model and what vouches for it. */
export interface ModelFile {
  readonly model: Model;
  /** The hash that the file names; null when it names none. */
  readonly hash: string | null;
  /** The content was hashed here and is what the file's hash says. */
  readonly verified: boolean;
}

/** The artifact as JSON text in UTF-8. */
export const toJsonFile = (artifact: ModelArtifact): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(artifact));

/**
 * The artifact in three quarters of the bytes: `FHMB`, the version (1) and the header's length as little-endian
 * uint32, the header (the artifact's JSON without its weights), then the weights as little-endian float32.
 * @throws RangeError when the weights are not base64
 */
export function toBinaryFile({ weights, ...rest }: ModelArtifact): Uint8Array<ArrayBuffer> {
  const floats = fromBase64(weights);
  if (!floats) throw new RangeError('The weights of this model are not base64.');
  const header = new TextEncoder().encode(JSON.stringify(rest));
  const bytes = new Uint8Array(PREAMBLE + header.length + floats.length);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, BINARY_VERSION, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, PREAMBLE);
  bytes.set(floats, PREAMBLE + header.length);
  return bytes;
}

/**
 * Reads a model from a file's bytes, JSON or binary. Whatever else they are is an error in words
 * (`MODEL_FILE_UNREADABLE`, `MODEL_FILE_DAMAGED`, or `ARTIFACT_INVALID` of `decodeArtifact`), never a throw.
 */
export async function readModelFile(bytes: Uint8Array): Promise<Result<ModelFile>> {
  const parsed = startsWith(bytes, MAGIC) ? fromBinary(bytes) : fromJson(bytes);
  if (!parsed.ok) return parsed;
  const model = decodeArtifact(parsed.value);
  if (!model.ok) return model;
  const named = parsed.value.hash;
  if (typeof named !== 'string') return ok({ model: model.value, hash: null, verified: false });
  const found = await artifactHash(parsed.value).catch(() => undefined);
  if (found === undefined) return damaged('its figures are nested too deeply');
  if (found !== null && found !== named) return damaged('its content is not what its hash says');
  return ok({ model: model.value, hash: named, verified: found !== null });
}

type Json = Readonly<Record<string, unknown>>;

const unreadable = (why: string) =>
  fail({ code: 'MODEL_FILE_UNREADABLE', message: `This is not a FedHealth model file: ${why}.` });
const damaged = (why: string) =>
  fail({
    code: 'MODEL_FILE_DAMAGED',
    message: `This model file is damaged: ${why}. Download it again from where it came.`,
  });

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  bytes.length >= text.length && [...text].every((letter, index) => bytes[index] === letter.charCodeAt(0));

function fromBinary(bytes: Uint8Array): Result<Json> {
  if (bytes.length < PREAMBLE) return damaged('it ends too early');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4, true);
  if (version !== BINARY_VERSION) {
    return unreadable(`its binary form has version ${version} and this program reads ${BINARY_VERSION}`);
  }
  const end = PREAMBLE + view.getUint32(8, true);
  if (end > bytes.length) return damaged('it ends too early');
  const header = parseObject(bytes.subarray(PREAMBLE, end));
  return header
    ? ok({ ...header, weights: toBase64(bytes.subarray(end)) })
    : damaged('its header is not JSON');
}

function fromJson(bytes: Uint8Array): Result<Json> {
  if (bytes.length === 0) return unreadable('it is empty');
  if (startsWith(bytes, 'PK')) return unreadable('it is a ZIP archive; take the model out of it first');
  const value = parseObject(bytes);
  if (!value) {
    const json = startsWith(bytes, '{');
    return json ? damaged('its JSON ends too early or has a wrong character') : unreadable('it is not JSON');
  }
  if ('modelTopology' in value) {
    return unreadable(
      'it is a TensorFlow.js model, which can be exported but not read; take the .json artifact',
    );
  }
  if ('features' in value && 'label' in value)
    return unreadable('it is a study, not a model trained for one');
  return ok(value);
}

/** Null when the bytes are not the UTF-8 of a JSON object. */
function parseObject(bytes: Uint8Array): Json | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}
