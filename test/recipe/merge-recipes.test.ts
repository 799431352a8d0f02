import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { mergeRecipes, sourced, sourceOf } = core("recipe/merge-recipes");

type Recipe = Parameters<typeof sourced>[0];

const BASE = { label: "base.json", directory: "/base" };
const OVER = { label: "over.json", directory: "/over" };

function merge(base: Recipe, over: Recipe) {
  return mergeRecipes(sourced(base, BASE), sourced(over, OVER));
}

/** Objects without the keys that have rules of their own. */
const plainValue = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.constantFrom("x", "y"), fc.array(fc.nat(3), { maxLength: 2 }), tie("object")),
  object: fc.dictionary(fc.constantFrom("a", "b", "c~/d", "__proto__"), tie("value"), { maxKeys: 3 }),
})).object as fc.Arbitrary<Recipe>;

describe("mergeRecipes", () => {
  const cases: readonly (readonly [what: string, base: Recipe, over: Recipe, merged: Recipe])[] = [
    ["keeps what is not named", { a: 1, b: { c: 2 } }, {}, { a: 1, b: { c: 2 } }],
    ["merges objects by key", { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
    ["merges deeply", { a: { b: { c: 1, d: 2 } } }, { a: { b: { d: 3 } } }, { a: { b: { c: 1, d: 3 } } }],
    ["merges a component of the same use", { a: { use: "x", b: 1 } }, { a: { use: "x", c: 2 } }, { a: { use: "x", b: 1, c: 2 } }],
    ["merges a component whose use is inherited", { a: { use: "x", b: 1 } }, { a: { b: 2 } }, { a: { use: "x", b: 2 } }],
    ["replaces a component of another use", { a: { use: "x", b: 1 } }, { a: { use: "y", c: 2 } }, { a: { use: "y", c: 2 } }],
    [
      "replaces a nested component alone",
      { a: { use: "x", b: { use: "n", d: 1 }, c: 2 } },
      { a: { b: { use: "m" } } },
      { a: { use: "x", b: { use: "m" }, c: 2 } },
    ],
    ["replaces an object without use by a component", { a: { b: 1 } }, { a: { use: "x" } }, { a: { use: "x" } }],
    ["replaces arrays", { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    ["replaces arrays of components", { trackers: [{ use: "x", a: 1 }] }, { trackers: [{ use: "x" }] }, { trackers: [{ use: "x" }] }],
    ["replaces values of another kind", { a: { b: 1 }, c: 2 }, { a: 3, c: { d: 4 } }, { a: 3, c: { d: 4 } }],
    ["adds plugins", { plugins: ["p", "q"] }, { plugins: ["r"] }, { plugins: ["p", "q", "r"] }],
    ["names a plugin once", { plugins: ["p", "q"] }, { plugins: ["q", "r"] }, { plugins: ["p", "q", "r"] }],
    ["adds plugins at the top alone", { a: { plugins: ["p"] } }, { a: { plugins: ["q"] } }, { a: { plugins: ["q"] } }],
    ["removes plugins with null", { plugins: ["p"] }, { plugins: null }, {}],
    ["removes with null", { a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: null } }, { b: { d: 3 } }],
    ["removes nothing with null where nothing is", {}, { a: null, b: { c: null } }, { b: {} }],
    ["removes in a list's objects", {}, { a: [{ b: null, c: 1 }] }, { a: [{ c: 1 }] }],
    ["brings a removed key back", { a: null }, { a: 1 }, { a: 1 }],
  ];
  for (const [what, base, over, merged] of cases) {
    it(what, () => {
      expect(merge(base, over).value).to.deep.equal(merged);
    });
  }

  it("changes neither of the two", () => {
    const base = { a: { b: [1], c: 1 }, plugins: ["p"] };
    const over = { a: { b: [2], c: null }, plugins: ["q"] };
    const [before, after] = [structuredClone(base), structuredClone(over)];
    merge(base, over);
    expect([base, over]).to.deep.equal([before, after]);
  });

  it("gives every value of the upper recipe, and of the lower where the upper says nothing", () => {
    fc.assert(
      fc.property(plainValue, plainValue, (base, over) => {
        const merged = merge(base, over).value;
        const leaves = (value: unknown, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] =>
          typeof value === "object" && value !== null && !Array.isArray(value)
            ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
            : [[path, value]];
        const at = (value: unknown, path: readonly string[]): unknown =>
          path.reduce(
            (part: unknown, key) =>
              typeof part === "object" && part !== null && Object.hasOwn(part, key) ? (part as Record<string, unknown>)[key] : undefined,
            value,
          );
        const hidden = (path: readonly string[]): boolean =>
          path.some((_, depth) => {
            const above = at(over, path.slice(0, depth + 1));
            return above !== undefined && (depth === path.length - 1 || typeof above !== "object" || Array.isArray(above));
          });
        for (const [path, value] of leaves(over)) expect(at(merged, path)).to.deep.equal(value);
        for (const [path, value] of leaves(base)) if (!hidden(path)) expect(at(merged, path)).to.deep.equal(value);
      }),
    );
  });

  it("keeps __proto__ an ordinary key", () => {
    const merged = merge(JSON.parse('{"__proto__": {"a": 1}}') as Recipe, JSON.parse('{"__proto__": {"b": 2}}') as Recipe).value;
    expect(Object.keys(merged)).to.deep.equal(["__proto__"]);
    expect(Object.getPrototypeOf(merged)).to.equal(Object.prototype);
    expect(({} as Record<string, unknown>).a).to.equal(undefined);
  });
});

describe("sources of a merged recipe", () => {
  const merged = merge(
    { a: { b: 1, c: 2 }, d: { use: "x", e: 1 }, plugins: ["p", "q"], list: [{ f: 1 }] },
    { a: { c: 3 }, d: { use: "y", g: 1 }, plugins: ["q", "r"], list: [{ f: 2 }] },
  );
  const labels: readonly (readonly [pointer: string, label: string])[] = [
    ["/a/b", "base.json"],
    ["/a/c", "over.json"],
    ["/d/use", "over.json"],
    ["/d/g", "over.json"],
    ["/list/0/f", "over.json"],
    ["/plugins/0", "base.json"],
    ["/plugins/1", "base.json"],
    ["/plugins/2", "over.json"],
  ];
  for (const [pointer, label] of labels) {
    it(`${pointer} comes from ${label}`, () => {
      expect(sourceOf(merged, pointer).label).to.equal(label);
    });
  }

  it("asks what is around for a value that nobody wrote", () => {
    expect(sourceOf(merged, "/d/absent/deeper").label).to.equal("over.json");
    expect(sourceOf(merged, "/absent").label).to.equal("base.json");
  });

  it("forgets what is replaced and what is removed", () => {
    const { sources, removed } = merge({ d: { use: "x", e: 1 }, f: { g: 1 } }, { d: { use: "y" }, f: null });
    expect([...sources.keys()]).to.have.members(["", "/d", "/d/use"]);
    expect([...removed]).to.deep.equal([["/f", OVER]]);
  });

  it("forgets a removal when the key comes back", () => {
    expect([...merge({ f: null, g: { h: null } }, { f: 1, g: 2 }).removed.keys()]).to.deep.equal([]);
  });
});
