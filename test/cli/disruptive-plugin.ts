import { correct, definePlugin, options, Type, Verifier, component, type Verdict } from "@lode/core";
import { existsSync, writeFileSync } from "node:fs";

const PATIENCE_MS = 20_000;

/** What a verifier may do to the thread that it runs in. */
const ACTS = {
  /** Does not let go of the thread until somebody else removes the file that it writes. */
  block: (file: string): void => {
    writeFileSync(file, "");
    const start = Date.now();
    while (existsSync(file)) if (Date.now() - start > PATIENCE_MS) throw new Error("nobody removed the file");
  },
  exit: (): void => {
    process.exitCode = 0;
    Reflect.apply(Reflect.get(process, "exit") as (code: number) => never, process, [3]);
  },
  memory: (): void => {
    const kept: unknown[] = [];
    for (let value = 0.5; ; value++) kept.push(new Array(1e6).fill(value));
  },
  throw: (): void => {
    throw new RangeError("cannot judge", { cause: new Error("the root of it") });
  },
  late: (): void => {
    setTimeout(() => {
      throw new TypeError("in a timer");
    }, 0);
  },
};

const schema = options({ act: Type.String(), file: Type.String({ default: "" }) });

export default definePlugin({
  name: "@test/disruptive",
  core: "^0.1.0",
  components: [
    component(Verifier, {
      use: "disruptive",
      description: "Disturbs its thread, then calls everything correct.",
      options: schema,
      create: {
        from: ({ act, file }: { act: keyof typeof ACTS; file: string }) => ({
          verify: async (attempts): Promise<readonly Verdict[]> => {
            ACTS[act](file);
            // What happens late, happens now.
            await new Promise((resolve) => setTimeout(resolve, 5));
            return attempts.map(() => correct());
          },
        }),
      },
    }),
  ],
});
