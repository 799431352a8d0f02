import type { Tree } from "../parsing/tree.js";
import { unitName } from "../parsing/unit-name.js";
import { divide, multiply } from "../values/rational.js";
import type { Context, Rule } from "./context.js";
import { any, type Outcome } from "./outcome.js";

/** Values with units. A unit that only one of the two has is no difference; two known ones that differ are. Percent are also hundredths. */
export const compareQuantities: Rule = (gold, answer, context) => {
  const [left, right] = [scaled(gold), scaled(answer)];
  if (left === undefined || right === undefined) return undefined;
  if (left.unit !== "" && right.unit !== "") return bothUnits(left, right, context);
  if (left.unit !== "" || right.unit !== "") return oneUnit(left, right, context);
  return left.value === gold && right.value === answer ? undefined : context.compare(left.value, right.value);
};

function oneUnit(left: Quantity, right: Quantity, context: Context): Outcome {
  const unit = left.unit === "" ? right.unit : left.unit;
  if (unit === "%") return percent(left, right, context);
  if (unit === "degree" && context.lenient) return any([context.compare(left.value, right.value), radians(left, right, context)]);
  return isUnit(unit) ? context.compare(left.value, right.value) : "different";
}

interface Quantity {
  readonly value: Tree;
  readonly unit: string;
}

/** A value and its unit, with words such as `million` multiplied in; undefined for what has no single value. */
function scaled(tree: Tree): Quantity | undefined {
  if (!MEASURED.has(tree.type)) return undefined;
  if (tree.type !== "quantity") return { value: tree, unit: "" };
  const inner = scaled(tree.value);
  if (inner === undefined) return undefined;
  const [first, ...rest] = tree.unit.split(" ");
  const factor = SCALES[first];
  const value = factor === undefined ? inner.value : times(inner.value, factor);
  const unit = factor === undefined ? tree.unit : rest.join(" ");
  return { value, unit: [inner.unit, unit].filter((part) => part !== "").join(" ") };
}

/** A number stays a number. */
function times(value: Tree, factor: bigint): Tree {
  if (value.type === "number") return { ...value, value: multiply(value.value, { numerator: factor, denominator: 1n }) };
  return { type: "product", factors: [value, whole(factor)] };
}

function bothUnits(left: Quantity, right: Quantity, context: Context): Outcome {
  const values = context.compare(left.value, right.value);
  const [a, b] = [unitName(left.unit) ?? left.unit, unitName(right.unit) ?? right.unit];
  if (values !== "equal" || a === b) return values;
  if (unitName(a) !== undefined && unitName(b) !== undefined) return "different";
  return context.lenient && isUnit(a) && isUnit(b) ? "equal" : "unknown";
}

function percent(left: Quantity, right: Quantity, context: Context): Outcome {
  const hundredths = ({ value, unit }: Quantity): Tree => (unit === "" ? value : { type: "quantity", value, unit });
  return any([context.compare(left.value, right.value), context.compare(asHundredths(hundredths(left)), asHundredths(hundredths(right)))]);
}

/** A percentage as a bare number that keeps its decimals. */
function asHundredths(tree: Tree): Tree {
  if (tree.type !== "quantity") return tree;
  const { value } = tree;
  if (value.type === "number") {
    return { type: "number", value: divide(value.value, { numerator: 100n, denominator: 1n }), decimals: value.decimals === 0 ? 0 : value.decimals + 2 };
  }
  return { type: "quotient", above: value, below: whole(100n) };
}

function radians(left: Quantity, right: Quantity, context: Context): Outcome {
  const turned = ({ value, unit }: Quantity): Tree =>
    unit === "" ? value : { type: "product", factors: [value, { type: "quotient", above: { type: "symbol", name: "pi" }, below: whole(180n) }] };
  return context.compare(turned(left), turned(right));
}

function whole(value: bigint): Tree {
  return { type: "number", value: { numerator: value, denominator: 1n }, decimals: 0 };
}

/** Whether words after a number can name what it counts, rather than change or doubt it. */
function isUnit(text: string): boolean {
  if (unitName(text) !== undefined) return true;
  const words = text.split(/[\s/]+/);
  return words.length <= MOST_WORDS && words.every((word) => /^[\p{L}.^23]+$/u.test(word) && !CHANGING.has(word));
}

const MOST_WORDS = 3;
const MEASURED: ReadonlySet<string> = new Set(["quantity", "number", "sum", "product", "quotient", "negative", "power", "call", "symbol"]);
const SCALES: Readonly<Record<string, bigint>> = { hundred: 100n, thousand: 1000n, million: 10n ** 6n, billion: 10n ** 9n, trillion: 10n ** 12n, dozen: 12n };
const CHANGING: ReadonlySet<string> = new Set(
  (
    "not no wrong false incorrect is isn't but except more less least most than about approximately around to between plus minus times over by mod modulo " +
    "base binary remainder negative half third thirds quarter quarters tenths hundredths squared cubed maybe perhaps never impossible if unless either"
  ).split(" "),
);
