import { Sampler, Selection, type ComponentDefinition } from "@lode/core";
import sampling from "@lode/sampling";
import { expect } from "chai";
import { Value } from "typebox/value";

function definition(contract: typeof Sampler | typeof Selection, use: string): ComponentDefinition {
  const found = sampling.components.find((component) => component.contract === contract && component.use === use);
  if (found === undefined) throw new Error(`there is no ${use}`);
  return found;
}

function defaults(use: string): unknown {
  return Value.Default(definition(Sampler, use).options ?? {}, {});
}

function of(field: unknown, options: unknown): unknown {
  return typeof field === "function" ? (field as (options: unknown) => unknown)(options) : field;
}

describe("plugin sampling", () => {
  const generation = { groupSize: 8, temperature: 1, topP: 1, topK: 0, maxTokens: 48 };

  it("registers samplers and selections", () => {
    const names = sampling.components.map(({ contract, use }) => `${contract === Sampler ? "sampler" : "selection"} ${use}`);
    expect(names).to.deep.equal([
      ...["sampler group", "sampler dynamic", "sampler demonstrations"],
      ...["selection all", "selection informative", "selection best-of-n"],
    ]);
    expect(definition(Selection, "informative").needs).to.include("group>=2");
  });

  it("has the defaults that its README says", () => {
    expect(defaults("group")).to.deep.equal(generation);
    expect(defaults("dynamic")).to.deep.equal({ ...generation, maxRounds: 4 });
    expect(definition(Sampler, "demonstrations").options).to.equal(undefined);
  });

  it("gives group size and log-probabilities, and asks for solutions", () => {
    for (const use of ["group", "dynamic"])
      expect(of(definition(Sampler, use).gives, { ...generation, groupSize: 5 })).to.deep.equal(["group=5", "samplerLogprobs"]);
    expect(definition(Sampler, "demonstrations")).to.deep.include({ gives: ["group=1"], needs: ["dataset.solutions"] });
  });

  it("accepts only options that make sense", () => {
    const schema = (use: string): ComponentDefinition["options"] & object => definition(Sampler, use).options ?? {};
    const accepts = (use: string, change: object): boolean => Value.Check(schema(use), { ...(defaults(use) as object), ...change });
    expect(accepts("group", { groupSize: 1, topP: 0.5, topK: 20 })).to.equal(true);
    for (const change of [{ groupSize: 0 }, { temperature: 0 }, { topP: 0 }, { topP: 1.1 }, { topK: -1 }, { maxTokens: 0 }, { groupSize: 1.5 }]) {
      expect(accepts("group", change), JSON.stringify(change)).to.equal(false);
    }
    expect(accepts("dynamic", { groupSize: 2, maxRounds: 1 })).to.equal(true);
    expect(accepts("dynamic", { groupSize: 1 })).to.equal(false);
    expect(accepts("dynamic", { maxRounds: 0 })).to.equal(false);
  });

  it("explains a cut of the distribution only where there is one", () => {
    const lines = (change: object): string => (of(definition(Sampler, "group").explain, { ...generation, ...change }) as string[]).join("\n");
    expect(lines({})).to.contain("G = 8").and.not.contain("top-");
    expect(lines({ topP: 0.9 }))
      .to.contain("top-p 0.9")
      .and.not.contain("top-k");
    expect(lines({ topP: 0.9, topK: 3 })).to.contain("top-p 0.9 and top-k 3");
    expect((of(definition(Sampler, "dynamic").explain, { ...generation, maxRounds: 3 }) as string[]).join("\n")).to.contain("at most 3 rounds");
  });
});
