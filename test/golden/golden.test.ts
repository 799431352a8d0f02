import { expect } from "chai";
import { golden, replay } from "../replay/replay.js";

for (const name of ["batch-1", "batch-2"]) {
  const { batch, cases } = golden(name);

  describe(`golden ${name}`, () => {
    for (const value of cases) {
      it(value.name as string, async () => {
        const { ok, maxError, computed, error } = await replay(batch, value);
        expect(error).to.equal(undefined);
        expect(ok, `largest error ${String(maxError)} of the tolerance`).to.equal(true);
        expect(computed).to.have.all.keys(value.expected as object);
      });
    }
  });
}
