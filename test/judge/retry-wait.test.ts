import { retryWait } from "@lode/judge";
import { expect } from "chai";

const NOW = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");

describe("the wait before a retry", () => {
  it("doubles, up to a minute", () => {
    expect([1, 2, 3, 4, 7, 30].map((retry) => retryWait(retry, 1, null, NOW))).to.deep.equal([1, 2, 4, 8, 60, 60]);
    expect(retryWait(3, 0.5, null, NOW)).to.equal(2);
  });

  it("is as long as the server asks for, in seconds or until a date", () => {
    expect(retryWait(1, 1, "90", NOW)).to.equal(90);
    expect(retryWait(1, 1, " 7 ", NOW)).to.equal(7);
    expect(retryWait(1, 1, "Wed, 21 Oct 2026 07:29:30 GMT", NOW)).to.equal(90);
  });

  it("is never shorter than its own, whatever the server says", () => {
    for (const header of ["0", "", "soon", "-5", "Wed, 21 Oct 2020 07:28:00 GMT"]) expect(retryWait(2, 1, header, NOW), header).to.equal(2);
  });
});
