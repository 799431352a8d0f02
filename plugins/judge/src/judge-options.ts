import { options, Type, type Static } from "@lode/core";

export const judgeOptions = options({
  url: Type.String({ minLength: 1, description: 'Base URL of the endpoint, as "http://localhost:11434/v1": `/chat/completions` is added.' }),
  model: Type.String({ minLength: 1, description: "The model's name at the endpoint." }),
  keyVariable: Type.Optional(
    Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]*$", description: "Name of the environment variable that holds the key; absent: no key is sent." }),
  ),
  maxTokens: Type.Integer({ minimum: 1, default: 2048, description: "Tokens that the judge may write, its thinking included." }),
  concurrency: Type.Integer({ minimum: 1, default: 8, description: "Requests at a time." }),
  timeoutSeconds: Type.Number({ exclusiveMinimum: 0, maximum: 3600, default: 60, description: "Of one request, from sending to the last byte." }),
  retries: Type.Integer({ minimum: 0, default: 4, description: "Tries after the first, where another may help." }),
  backoffSeconds: Type.Number({ minimum: 0, maximum: 60, default: 1, description: "The wait before the first retry; it doubles with each, up to 60." }),
  cache: Type.String({ minLength: 1, default: "runs/.cache/judge", description: "Folder of answers, from the working directory." }),
});

export type JudgeOptions = Static<typeof judgeOptions>;
