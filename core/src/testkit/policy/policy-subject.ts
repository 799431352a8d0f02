import type { Policy } from "../../contracts/policy.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import type { Subject } from "../with-component.js";

export interface PolicySubject extends Subject<Policy> {
  /** For a policy that needs a vocabulary of its own. Left out, the policy is given a small one: padding 0, the end 1, and six letters. It is started and disposed with every policy. */
  readonly tokenizer?: Tokenizer;
}
