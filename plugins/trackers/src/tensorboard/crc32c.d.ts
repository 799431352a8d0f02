/** What is used of crc-32: its own types are those of its other module alone. */
declare module "crc-32/crc32c.js" {
  const crc32c: {
    /** CRC-32C (Castagnoli) of bytes, as a signed number of 32 bits. */
    buf(bytes: Uint8Array): number;
  };
  export default crc32c;
}
