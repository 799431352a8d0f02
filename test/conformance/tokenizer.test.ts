import { Tokenizer } from "@lode/core";
import { describeTokenizer } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const subjects = {
  character: [
    { texts: ["1+2*(3-4)=", "\\boxed{56}\n", "", "\n"], unknown: "é" },
    { options: { alphabet: "aé𝄞\n" }, texts: ["aé𝄞", "𝄞\na"], unknown: '"' },
  ],
};

await onEvery(Tokenizer, subjects, (subject) => describeTokenizer({ describe, it }, subject));
