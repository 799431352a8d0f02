export interface ReadEvent {
  readonly seconds: number;
  readonly step: number;
  readonly version?: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Reads a file of TensorBoard events byte by byte, with nothing of what writes it. Throws where a length, a checksum or a field is not what it has to be. */
export function readEvents(file: Uint8Array): readonly ReadEvent[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const events: ReadEvent[] = [];
  let at = 0;
  while (at < file.length) {
    const length = view.getUint32(at, true);
    if (view.getUint32(at + 4, true) !== 0) throw new Error(`a record of more than 4 GiB at ${at}`);
    const content = file.subarray(at + 12, at + 12 + length);
    expectChecksum(file.subarray(at, at + 8), view.getUint32(at + 8, true), at);
    expectChecksum(content, view.getUint32(at + 12 + length, true), at + 12);
    events.push(event(content));
    at += length + 16;
  }
  return events;
}

/** CRC-32C bit by bit: polynomial 0x1EDC6F41 reflected, as RFC 3720 has it. */
export function bitwiseChecksum(bytes: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) {
    checksum ^= byte;
    for (let bit = 0; bit < 8; bit++) checksum = checksum & 1 ? (checksum >>> 1) ^ 0x82f63b78 : checksum >>> 1;
  }
  return ~checksum >>> 0;
}

function expectChecksum(bytes: Uint8Array, found: number, at: number): void {
  const checksum = bitwiseChecksum(bytes);
  const masked = (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
  if (masked !== found) throw new Error(`checksum of ${at}: ${found}, not ${masked}`);
}

function event(bytes: Uint8Array): ReadEvent {
  const read = { seconds: 0, step: 0, values: {} as Record<string, number> } as { -readonly [Key in keyof ReadEvent]: ReadEvent[Key] };
  for (const { field, number, content } of fields(bytes)) {
    if (field === 1) read.seconds = number;
    else if (field === 2) read.step = number;
    else if (field === 3) read.version = new TextDecoder().decode(content);
    else if (field === 5) read.values = Object.fromEntries(fields(content).map((value) => scalar(value.content)));
    else throw new Error(`field ${field} of an event`);
  }
  return read;
}

function scalar(bytes: Uint8Array): [string, number] {
  const [tag, value, ...others] = fields(bytes);
  if (tag.field !== 1 || value.field !== 2 || others.length > 0) throw new Error("a value has other fields than tag and simple_value");
  return [new TextDecoder().decode(tag.content), value.number];
}

function fields(bytes: Uint8Array): { field: number; number: number; content: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: { field: number; number: number; content: Uint8Array }[] = [];
  let at = 0;
  const varint = (): number => {
    for (let [value, factor] = [0, 1]; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [field, wire] = [key >>> 3, key & 7];
    const number = wire === 0 || wire === 2 ? varint() : wire === 1 ? view.getFloat64(at, true) : view.getFloat32(at, true);
    const size = wire === 0 ? 0 : wire === 1 ? 8 : wire === 2 ? number : 4;
    found.push({ field, number, content: bytes.subarray(at, at + size) });
    at += size;
  }
  return found;
}
