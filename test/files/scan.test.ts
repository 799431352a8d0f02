import { RowFault, scanArray, scanLines, type RowBytes } from "@lode/files";
import { expect } from "chai";

type Scan = typeof scanLines;

async function rowsOf(scan: Scan, text: string, size: number): Promise<readonly RowBytes[]> {
  async function* pieces(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += size) yield Buffer.from(bytes.subarray(start, start + size));
  }
  const rows: RowBytes[] = [];
  for await (const row of scan(pieces())) rows.push(row);
  return rows;
}

async function texts(scan: Scan, text: string, size: number): Promise<readonly [string, number][]> {
  return (await rowsOf(scan, text, size)).map(({ bytes, line }) => [bytes.toString().trim(), line]);
}

async function faultOf(text: string): Promise<string> {
  try {
    await rowsOf(scanArray, text, 3);
    return "none";
  } catch (fault) {
    if (!(fault instanceof RowFault)) throw fault;
    return fault.message;
  }
}

const SIZES = [1, 2, 3, 7, 1000];

describe("the rows of a file", () => {
  const lines = '{"a":"ä"}\r\n\n  \n{"a":2}\n{"a":"€3"}';
  const list = ' [\n{"a":"]},\\"[ ü"},\n\n  {"a":[1,{"b":2}]} , 7\n,"x,y"]\n';

  for (const size of SIZES) {
    it(`of JSON Lines are found in pieces of ${size} bytes`, async () => {
      expect(await texts(scanLines, lines, size)).to.deep.equal([
        ['{"a":"ä"}', 1],
        ['{"a":2}', 4],
        ['{"a":"€3"}', 5],
      ]);
    });

    it(`of a JSON list are found in pieces of ${size} bytes`, async () => {
      expect(await texts(scanArray, list, size)).to.deep.equal([
        ['{"a":"]},\\"[ ü"}', 2],
        ['{"a":[1,{"b":2}]}', 4],
        ["7", 4],
        ['"x,y"', 5],
      ]);
    });

    it(`lie where they say, in pieces of ${size} bytes`, async () => {
      for (const [scan, text] of [[scanLines, lines] as const, [scanArray, list] as const]) {
        for (const { bytes, offset } of await rowsOf(scan, text, size)) {
          expect(
            Buffer.from(text)
              .subarray(offset, offset + bytes.length)
              .equals(bytes),
          ).to.equal(true);
        }
      }
    });
  }

  it("of a list are none where it is empty", async () => {
    expect(await rowsOf(scanArray, "\ufeff[ ]\n", 2)).to.deep.equal([]);
  });

  it("are refused where the file is no list, or a broken one", async () => {
    expect(await faultOf('{"data": []}')).to.equal("the file is no JSON list");
    expect(await faultOf('[{"a":1}, {"a"')).to.equal("the list is not closed");
    expect(await faultOf("")).to.equal("the list is not closed");
    expect(await faultOf("[1]\n\n[2]")).to.equal("something follows the list in line 3");
  });
});
