/**
 * What each token reads, so that the pieces together are the text. Where tokens decode otherwise alone than after others (a part of a character, a space
 * that only stands between words), each is read as what it adds after the token before it; of a character of several tokens the last one has all.
 */
export function tokenPieces(tokens: readonly number[], decode: (tokens: readonly number[]) => string): readonly string[] {
  const alone = tokens.map((token) => decode([token]));
  return alone.join("") === decode(tokens) ? alone : addedPieces(tokens, decode);
}

/** Decodes few tokens at a time, so that a long completion does not take time in the square of its length. */
function addedPieces(tokens: readonly number[], decode: (tokens: readonly number[]) => string): readonly string[] {
  let [start, read] = [0, 0];
  return tokens.map((_, place) => {
    const before = decode(tokens.slice(start, read));
    const after = decode(tokens.slice(start, place + 1));
    if (place < tokens.length - 1 && after.endsWith("\ufffd")) return "";
    [start, read] = [read, place + 1];
    return after.slice(before.length);
  });
}
