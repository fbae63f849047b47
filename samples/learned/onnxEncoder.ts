/**
 * Writes ONNX files: the few messages of its protobuf schema that a small convolutional graph needs, field numbers from
 * onnx.proto (ONNX 1.13, IR version 8, operator set 13).
 */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Attributes that are lists of whole numbers. */
  readonly attributes?: Readonly<Record<string, readonly number[]>>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: Readonly<Record<string, { readonly dims: readonly number[]; readonly values: Float32Array }>>;
  /** Shapes of the float32 tensors that go in and come out. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
}

const IR_VERSION = 8;
const OPERATOR_SET = 13;
const FLOAT = 1;
const ATTRIBUTE_INTS = 7;

export function encodeOnnx(graph: OnnxGraph, producer: string): Uint8Array {
  return message([
    whole(1, IR_VERSION),
    text(2, producer),
    nested(7, encodeGraph(graph)),
    nested(8, message([text(1, ''), whole(2, OPERATOR_SET)])),
  ]);
}

const encodeGraph = ({ name, nodes, constants, inputs, outputs }: OnnxGraph): Uint8Array =>
  message([
    ...nodes.map((node) => nested(1, encodeNode(node))),
    text(2, name),
    ...Object.entries(constants).map(([constant, { dims, values }]) =>
      nested(
        5,
        message([
          ...dims.map((dim) => whole(1, dim)),
          whole(2, FLOAT),
          text(8, constant),
          nested(9, littleEndian(values)),
        ]),
      ),
    ),
    ...Object.entries(inputs).map(([input, dims]) => nested(11, encodeValue(input, dims))),
    ...Object.entries(outputs).map(([output, dims]) => nested(12, encodeValue(output, dims))),
  ]);

const encodeNode = ({ operator, inputs, output, attributes = {} }: OnnxNode): Uint8Array =>
  message([
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, `make ${output}`),
    text(4, operator),
    ...Object.entries(attributes).map(([name, values]) =>
      nested(5, message([text(1, name), ...values.map((value) => whole(8, value)), whole(20, ATTRIBUTE_INTS)])),
    ),
  ]);

function encodeValue(name: string, dims: readonly number[]): Uint8Array {
  const shape = message(dims.map((dim) => nested(1, message([whole(1, dim)]))));
  const tensor = message([whole(1, FLOAT), nested(2, shape)]);
  return message([text(1, name), nested(2, message([nested(1, tensor)]))]);
}

const message = (fields: readonly Uint8Array[]): Uint8Array => Buffer.concat(fields);
/** A field of wire type 0: a whole number >= 0 in groups of seven bits, lowest first. */
const whole = (field: number, value: number): Uint8Array => Uint8Array.from([...varint(field * 8), ...varint(value)]);
/** A field of wire type 2: length, then bytes. */
const nested = (field: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
const text = (field: number, value: string): Uint8Array => nested(field, Buffer.from(value, 'utf8'));

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeFloatLE(value, i * 4));
  return bytes;
}
