import { Selection } from "@lode/core";
import { describeSelection } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

await onEvery(Selection, { all: [{}], informative: [{}], "best-of-n": [{}], "one-of-each": [{}] }, (subject) => {
  describeSelection({ describe, it }, subject);
});
