import crc32c from "crc-32/crc32c.js";

const MASK = 0xa282ead8;

/**
 * The checksum of TensorFlow's record files, below 2^32: CRC-32C of the bytes, turned right by 15 bits, plus a constant, so that checksums of bytes that
 * contain checksums stay good (https://www.tensorflow.org/tutorials/load_data/tfrecord).
 */
export function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c.buf(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + MASK) >>> 0;
}
