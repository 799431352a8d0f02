/** What is used of Cephes: its own types are not found where its `exports` are followed. */
declare module "cephes" {
  const cephes: {
    readonly compiled: Promise<void>;
    incbet(a: number, b: number, x: number): number;
    incbi(a: number, b: number, share: number): number;
    igami(a: number, share: number): number;
    lgam(x: number): number;
    ndtr(x: number): number;
  };
  export default cephes;
}
