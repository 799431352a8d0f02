import type { NumberType, Numbers } from "./element-type.js";
import type { InputWindow, Window } from "./graph-layout.js";
import type { NamedNumbers } from "./native-session.js";
import { sizeOf, type Shape } from "./shape.js";

/** What a window shows of numbers; nothing is copied. Axes of any length have that of `shape`, the shape of the whole. */
export function seen(window: Window | InputWindow, numbers: Numbers, shape: Shape = window.shape): NamedNumbers {
  const { name, from } = window;
  const type = window.type as NumberType;
  const actual = "open" in window && window.open.length > 0 ? shape : window.shape;
  const size = sizeOf(actual);
  return { name, type, shape: actual, numbers: size === numbers.length ? numbers : numbers.subarray(from, from + size) };
}
