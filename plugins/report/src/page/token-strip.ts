import type { ShownRollout } from "../data/shown-rollout.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { heatScale } from "./heat-scale.js";
import { TOKEN_VALUE_NAMES, TOKEN_VALUES, tokenValues, type TokenValue } from "./token-values.js";

/**
 * A completion whose tokens are coloured, and underlined the more the larger their number is. The strip is one stop of the tab key; arrow keys go from
 * token to token, and `told` is given what the one under focus or pointer has.
 */
export function tokenStrip(rollout: ShownRollout, value: TokenValue, told: (text: string) => void): HTMLElement {
  const pieces = rollout.pieces ?? [];
  const values = tokenValues(rollout, value);
  const scale = heatScale(values ?? []);
  const tokens = pieces.map((piece, place) =>
    element("span", { class: "token", tabindex: place === 0 ? 0 : -1, "data-heat": values === undefined ? 0 : scale.level(values[place]) }, shownPiece(piece)),
  );
  const tell = (place: number): void => told(tokenInWords(rollout, place));
  for (const [place, token] of tokens.entries()) {
    token.addEventListener("focus", () => tell(place));
    token.addEventListener("pointerenter", () => tell(place));
  }
  const strip = element(
    "div",
    { class: "tokens", role: "group", "aria-label": `completion, ${tokens.length} tokens; arrow keys go from one to the next` },
    ...tokens,
  );
  strip.addEventListener("keydown", (event) => {
    const goal = neighbour(tokens, tokens.indexOf(event.target as HTMLElement & HTMLSpanElement), event.key);
    if (goal === undefined) return;
    event.preventDefault();
    for (const token of tokens) token.tabIndex = token === goal ? 0 : -1;
    goal.focus();
  });
  return strip;
}

function neighbour<Token>(tokens: readonly Token[], place: number, key: string): Token | undefined {
  const goals: Readonly<Record<string, number>> = {
    ArrowRight: place + 1,
    ArrowDown: place + 1,
    ArrowLeft: place - 1,
    ArrowUp: place - 1,
    Home: 0,
    End: tokens.length - 1,
  };
  return Object.hasOwn(goals, key) ? tokens[goals[key]] : undefined;
}

/** Breaks are seen, and so is the token that ends a completion and reads nothing. */
function shownPiece(piece: string): string {
  return piece === "" ? "∎" : piece.replaceAll("\n", "↵\n");
}

function tokenInWords(rollout: ShownRollout, place: number): string {
  const piece = rollout.pieces?.[place] ?? "";
  const numbers = TOKEN_VALUES.flatMap((value) => {
    const values = tokenValues(rollout, value);
    return values === undefined ? [] : [`${TOKEN_VALUE_NAMES[value]} ${formatted(values[place])}`];
  });
  return [`token ${place + 1} ${piece === "" ? "(end)" : JSON.stringify(piece)}`, ...numbers].join(" · ");
}
