/** An engine as a recipe names it. */
export type EngineSettings = Readonly<Record<string, string | number>> & { readonly use: string };

/** What a child is to compute on. */
export interface Computing {
  readonly engine: string;
  readonly device: "cpu" | "webgpu";
  readonly threads: number;
}

/** The one place that knows engines' options: `onnx` has threads, and a provider; every other engine takes as many threads as it likes. */
export function engineSettings({ engine, device, threads }: Computing): EngineSettings {
  return {
    use: engine,
    ...(engine === "onnx" && { threads }),
    ...(device === "webgpu" && { provider: "webgpu" }),
  };
}
