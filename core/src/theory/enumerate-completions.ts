/** What completions are made of. */
export interface Alphabet {
  /** V. */
  readonly vocabularySize: number;
  readonly endToken: number;
  readonly padToken: number;
}

/** How many completions of at most `maxTokens` tokens there are: those that end, and those that the limit cuts off. */
export function completionCount({ vocabularySize }: Alphabet, maxTokens: number): number {
  const others = vocabularySize - 2;
  let [count, open] = [0, 1];
  for (let token = 0; token < maxTokens; token++) [count, open] = [count + open, open * others];
  return count + open;
}

/** Every completion of at most `maxTokens` tokens, with its end token unless the limit cut it off. */
export function enumerateCompletions(alphabet: Alphabet, maxTokens: number): readonly (readonly number[])[] {
  const { vocabularySize, endToken, padToken } = alphabet;
  const tokens = Array.from({ length: vocabularySize }, (_, token) => token).filter((token) => token !== padToken);
  let open: readonly (readonly number[])[] = [[]];
  const ended: (readonly number[])[] = [];
  for (let place = 0; place < maxTokens; place++) {
    const longer = open.flatMap((beginning) => tokens.map((token) => [...beginning, token]));
    ended.push(...longer.filter((completion) => completion.at(-1) === endToken));
    open = longer.filter((completion) => completion.at(-1) !== endToken);
  }
  return [...ended, ...open];
}
