import { maskedChecksum } from "./masked-checksum.js";

/** What stands before the content of a record: its length and the checksum of that; after it stands the checksum of the content. */
export const RECORD_START = 12;
export const RECORD_END = 4;

/** A record of TensorFlow's record files: length (64 bits), its checksum (32), content, its checksum (32), all little endian. */
export function recordBytes(content: Uint8Array): Uint8Array {
  const record = new Uint8Array(RECORD_START + content.length + RECORD_END);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, maskedChecksum(record.subarray(0, 8)), true);
  record.set(content, RECORD_START);
  view.setUint32(RECORD_START + content.length, maskedChecksum(content), true);
  return record;
}
