const SPACE = /[ \t\n\r]*/y;
const TOKEN = /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const VALUE = { "{": "first key", "[": "first item", string: "end of value", word: "end of value" };

/** What a token leads to, by what is expected; a token that is not here cannot come. */
const GRAMMAR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  value: VALUE,
  "first item": { ...VALUE, "]": "end of value" },
  "first key": { string: "colon", "}": "end of value" },
  key: { string: "colon" },
  colon: { ":": "value" },
  "after {": { ",": "key", "}": "end of value" },
  "after [": { ",": "value", "]": "end of value" },
  "after everything": {},
};

/** Index of the first token that cannot stand where it stands, the text's length where it breaks off: JSON.parse does not always tell. */
export function jsonErrorPosition(text: string): number {
  const open: string[] = [];
  let expected = "value";
  let at = match(SPACE, text, 0).length;
  for (;;) {
    const token = match(TOKEN, text, at);
    const next: string | undefined = GRAMMAR[expected][kindOf(token)];
    if (next === undefined) return at;
    if (token === "{" || token === "[") open.push(token);
    if (token === "}" || token === "]") open.pop();
    expected = next === "end of value" ? `after ${open.at(-1) ?? "everything"}` : next;
    at += token.length;
    at += match(SPACE, text, at).length;
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function kindOf(token: string): string {
  if (token.startsWith('"')) return "string";
  return /^[\w-]/.test(token) ? "word" : token;
}
