import type { Dataset, Draw } from "@lode/core";

/** The first draws of a stream, all of them where it ends before. */
export async function take(count: number, draws: ReturnType<Dataset["draws"]>): Promise<readonly Draw[]> {
  const taken: Draw[] = [];
  for await (const draw of draws) {
    taken.push(draw);
    if (taken.length === count) break;
  }
  return taken;
}
