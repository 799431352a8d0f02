import type { TensorData } from "../contracts/component.js";

interface Entry {
  readonly dtype: "F32" | "I32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Writes named tensors in the safetensors format (huggingface.co/docs/safetensors): header length, JSON header, data. Names are sorted: equal tensors give equal bytes. */
export function encodeSafetensors(tensors: Readonly<Record<string, TensorData>>): Uint8Array {
  const names = Object.keys(tensors).sort();
  const header: Record<string, Entry> = {};
  let offset = 0;
  for (const name of names) {
    const { shape, data } = tensors[name];
    header[name] = { dtype: data instanceof Int32Array ? "I32" : "F32", shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.fill(0x20, 8, 8 + padded);
  bytes.set(json, 8);
  for (const name of names) {
    const { data } = tensors[name];
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + padded + header[name].data_offsets[0]);
  }
  return bytes;
}

/** Reads F32 and I32 tensors. Throws a RangeError that says what is wrong with the bytes. */
export function decodeSafetensors(bytes: Uint8Array): Record<string, TensorData> {
  if (bytes.length < 8) throw new RangeError("a safetensors file has at least 8 bytes");
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > bytes.length - 8) throw new RangeError("the safetensors header is longer than the file");
  const tensors: Record<string, TensorData> = {};
  for (const [name, entry] of Object.entries(parseHeader(bytes.subarray(8, 8 + length)))) {
    if (name === "__metadata__") continue;
    tensors[name] = decodeTensor(name, entry, bytes.subarray(8 + length));
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array): Readonly<Record<string, Partial<Entry> | null>> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new RangeError("the safetensors header is not JSON");
  }
  if (typeof header !== "object" || header === null) throw new RangeError("the safetensors header is not an object");
  return header as Record<string, Partial<Entry> | null>;
}

function decodeTensor(name: string, entry: Partial<Entry> | null, data: Uint8Array): TensorData {
  const { shape, data_offsets: offsets, dtype } = entry ?? {};
  if (!Array.isArray(shape) || !Array.isArray(offsets)) throw new RangeError(`tensor ${name} has no shape or no offsets`);
  const [start, end] = offsets as readonly number[];
  const size = (shape as readonly number[]).reduce((product, dimension) => product * dimension, 1);
  if (!(start >= 0 && end <= data.length && end - start === size * 4)) throw new RangeError(`tensor ${name} does not fit its shape or the file`);
  // Not data.slice: a Buffer's shares memory with the whole file.
  const copy = Uint8Array.from(data.subarray(start, end)).buffer;
  switch (dtype) {
    case "F32":
      return { shape, data: new Float32Array(copy) };
    case "I32":
      return { shape, data: new Int32Array(copy) };
    default:
      throw new RangeError(`tensor ${name} has type ${String(dtype)}; F32 and I32 can be read`);
  }
}
