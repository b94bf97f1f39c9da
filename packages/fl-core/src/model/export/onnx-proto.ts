/**
 * The part of ONNX's protobuf schema (onnx.proto, IR version 9) that a network of dense layers and its
 * preprocessing need, as data: field names and numbers are the standard's.
 */
import { create, createFileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

/** TensorProto.DataType */
export const DataType = { float: 1, int64: 7, string: 8, bool: 9, double: 11 } as const;
export type DataType = (typeof DataType)[keyof typeof DataType];

/** TensorProto: `rawData` is little-endian and row-major; texts are UTF-8 in `stringData`. */
export interface Tensor {
  readonly name: string;
  readonly dims: readonly bigint[];
  readonly dataType: DataType;
  readonly rawData?: Uint8Array;
  readonly stringData?: readonly Uint8Array[];
}

/** An attribute of kind INT. */
export interface Attribute {
  readonly name: string;
  readonly type: 2;
  readonly i: bigint;
}

export interface Node {
  readonly name: string;
  readonly opType: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly Attribute[];
}

export interface ValueInfo {
  readonly name: string;
  readonly docString: string;
  readonly type: {
    readonly tensorType: {
      readonly elemType: DataType;
      readonly shape: { readonly dim: readonly { readonly dimParam: string }[] };
    };
  };
}

export interface Graph {
  readonly name: string;
  readonly docString: string;
  readonly node: readonly Node[];
  readonly initializer: readonly Tensor[];
  readonly input: readonly ValueInfo[];
  readonly output: readonly ValueInfo[];
}

export interface OnnxModel {
  readonly irVersion: bigint;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly docString: string;
  readonly opsetImport: readonly { readonly domain: string; readonly version: bigint }[];
  readonly metadataProps: readonly { readonly key: string; readonly value: string }[];
  readonly graph: Graph;
}

const { INT32, INT64, STRING, BYTES, MESSAGE } = FieldDescriptorProto_Type;
const { OPTIONAL, REPEATED } = FieldDescriptorProto_Label;

type Scalar = typeof INT32 | typeof INT64 | typeof STRING | typeof BYTES;
/** A scalar type or the name of a message; `[…]` repeats. */
type FieldType = Scalar | string;
type Field = readonly [name: string, number: number, type: FieldType | readonly [FieldType]];

const MESSAGES: Readonly<Record<string, readonly Field[]>> = {
  ModelProto: [
    ['ir_version', 1, INT64],
    ['producer_name', 2, STRING],
    ['producer_version', 3, STRING],
    ['doc_string', 6, STRING],
    ['graph', 7, 'GraphProto'],
    ['opset_import', 8, ['OperatorSetIdProto']],
    ['metadata_props', 14, ['StringStringEntryProto']],
  ],
  OperatorSetIdProto: [
    ['domain', 1, STRING],
    ['version', 2, INT64],
  ],
  StringStringEntryProto: [
    ['key', 1, STRING],
    ['value', 2, STRING],
  ],
  GraphProto: [
    ['node', 1, ['NodeProto']],
    ['name', 2, STRING],
    ['initializer', 5, ['TensorProto']],
    ['doc_string', 10, STRING],
    ['input', 11, ['ValueInfoProto']],
    ['output', 12, ['ValueInfoProto']],
  ],
  NodeProto: [
    ['input', 1, [STRING]],
    ['output', 2, [STRING]],
    ['name', 3, STRING],
    ['op_type', 4, STRING],
    ['attribute', 5, ['AttributeProto']],
  ],
  AttributeProto: [
    ['name', 1, STRING],
    ['i', 3, INT64],
    ['type', 20, INT32],
  ],
  TensorProto: [
    ['dims', 1, [INT64]],
    ['data_type', 2, INT32],
    ['string_data', 6, [BYTES]],
    ['name', 8, STRING],
    ['raw_data', 9, BYTES],
  ],
  ValueInfoProto: [
    ['name', 1, STRING],
    ['type', 2, 'TypeProto'],
    ['doc_string', 3, STRING],
  ],
  TypeProto: [['tensor_type', 1, 'TensorTypeProto']],
  TensorTypeProto: [
    ['elem_type', 1, INT32],
    ['shape', 2, 'TensorShapeProto'],
  ],
  TensorShapeProto: [['dim', 1, ['DimensionProto']]],
  DimensionProto: [
    ['dim_value', 1, INT64],
    ['dim_param', 2, STRING],
  ],
};

function describeField([name, number, type]: Field) {
  const one = Array.isArray(type) ? (type[0] as FieldType) : (type as FieldType);
  const kind = typeof one === 'string' ? { type: MESSAGE, typeName: `.onnx.${one}` } : { type: one };
  return { name, number, label: Array.isArray(type) ? REPEATED : OPTIONAL, ...kind };
}

function modelSchema() {
  const file = create(FileDescriptorProtoSchema, {
    name: 'onnx.proto',
    package: 'onnx',
    syntax: 'proto2',
    messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
      name,
      field: fields.map(describeField),
    })),
  });
  const schema = createFileRegistry(file, () => undefined).getMessage('onnx.ModelProto');
  if (!schema) throw new Error('The ONNX schema does not describe a model.');
  return schema;
}

/** The bytes of an `.onnx` file. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const schema = modelSchema();
  return toBinary(schema, create(schema, { ...model } as Record<string, unknown>));
}

/** What of an `.onnx` file this schema describes. @throws when the bytes are no protobuf message. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  return fromBinary(modelSchema(), bytes) as unknown as OnnxModel;
}
