import { parquetWriteBuffer } from "hyparquet-writer";
import { expect } from "chai";
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { take } from "../arithmetic/take.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { openedDataset } from "./opened-dataset.js";
import { jsonLines, sums } from "./row-files.js";

type Settings = Omit<Parameters<typeof parquetWriteBuffer>[0], "columnData">;

/** A frame of Zstandard (RFC 8878) with one block as it is: Node.js compresses so only from 22.15 on. */
function zstdFrame(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  head.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return new Uint8Array(Buffer.concat([head, bytes]));
}

describe("Parquet", () => {
  const folder = new TemporaryFolder();
  const rows = sums(50).map((row, place) => ({ ...row, difficulty: place % 3 }));

  function write(name: string, settings: Settings): string {
    const text = (key: "id" | "question" | "answer") => ({ name: key, data: rows.map((row) => row[key]), type: "STRING" as const });
    const difficulty = { name: "difficulty", data: rows.map((row) => BigInt(row.difficulty)), type: "INT64" as const };
    const unused = { name: "embedding", data: rows.map(() => new Uint8Array(64)), type: "BYTE_ARRAY" as const };
    const buffer = parquetWriteBuffer({ columnData: [text("id"), text("question"), text("answer"), difficulty, unused], ...settings });
    writeFileSync(folder.at(name), new Uint8Array(buffer));
    return folder.at(name);
  }

  const cases: Readonly<Record<string, Settings>> = {
    "snappy, one row group": {},
    "uncompressed, row groups of 7": { codec: "UNCOMPRESSED", rowGroupSize: 7 },
    gzip: { codec: "GZIP", compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) } },
    brotli: { codec: "BROTLI", compressors: { BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)) } },
    zstd: { codec: "ZSTD", compressors: { ZSTD: zstdFrame } },
  };
  for (const [title, settings] of Object.entries(cases)) {
    it(`has the same problems as JSON Lines: ${title}`, async () => {
      const lines = folder.write("rows.jsonl", jsonLines(rows));
      const expected = await openedDataset({ paths: [lines] }, (dataset) => take(120, dataset.draws(0)));
      const path = write(`${title}.parquet`, settings);
      expect(await openedDataset({ paths: [path] }, (dataset) => take(120, dataset.draws(0)))).to.deep.equal(expected);
      expect(await openedDataset({ paths: [path] }, (dataset) => take(70, dataset.draws(50)))).to.deep.equal(expected.slice(50));
    });
  }

  it("has fields within fields and lists of messages", async () => {
    const data = [1, 2].map((place) => ({ prompt: [{ role: "user", content: `q${place}` }], reward_model: { ground_truth: String(place) } }));
    const columnData = [
      { name: "prompt", data: data.map(({ prompt }) => prompt), type: "JSON" as const },
      { name: "reward_model", data: data.map(({ reward_model }) => reward_model), type: "JSON" as const },
    ];
    writeFileSync(folder.at("nested.parquet"), new Uint8Array(parquetWriteBuffer({ columnData })));
    const fields = { prompt: "prompt", answer: "reward_model.ground_truth", answerForm: "whole" };
    const options = { paths: [folder.at("nested.parquet")], layout: "fields", fields, prompt: { style: "own" }, shuffle: false };
    const drawn = await openedDataset(options, (dataset) => take(2, dataset.draws(0)));
    expect(drawn.map(({ problem: { id, prompt, answer } }) => ({ id, prompt, answer }))).to.deep.equal(
      data.map(({ prompt, reward_model }, place) => ({ id: `nested.parquet:${place + 1}`, prompt, answer: reward_model.ground_truth })),
    );
  });

  it("names a row by its number, and leaves no temporary file", async () => {
    writeFileSync(folder.at("bad.parquet"), new Uint8Array(parquetWriteBuffer({ columnData: [{ name: "question", data: ["q"], type: "STRING" }] })));
    const failure = await failureOf(() => openedDataset({ paths: [folder.at("bad.parquet")] }, () => undefined));
    expect([failure.message, failure.place.file]).to.deep.equal(['"answer" is missing or empty', `${folder.at("bad.parquet")}:1`]);
    expect(readdirSync(tmpdir()).filter((name) => /^lode-[\da-f]{8}-.*\.jsonl$/.test(name))).to.deep.equal([]);
  });

  it("that is none is refused", async () => {
    const failure = await failureOf(() => openedDataset({ paths: [folder.write("none.parquet", "no Parquet at all")] }, () => undefined));
    expect(failure.code).to.equal("DATA_INVALID");
    expect(failure.message).to.match(/^it cannot be read as Parquet: /);
  });
});
