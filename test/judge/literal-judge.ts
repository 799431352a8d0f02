import { says, type Reply } from "./chat-server.js";

/** A judge that reads what stands between the marks and says A where the candidate ends with the reference answer. */
export const literalJudge: Reply = (response, received) => {
  const prompt = received.body.messages[0].content;
  const part = (name: string): string => new RegExp(`BEGIN ${name} (\\w{32})\\n(.*)\\nEND ${name} \\1`, "s").exec(prompt)?.[2] ?? "";
  says(part("CANDIDATE").trim().endsWith(part("REFERENCE ANSWER")) ? "A" : "B")(response, received);
};
