import type * as Plot from "@observablehq/plot";
import { plotLibrary } from "./plot-library.js";

const USUAL_WIDTH = 640;

/**
 * A chart that is drawn when it comes into view and again when its width changes. `options` are made for a width; the picture has a name, `label`, for
 * those who do not see it.
 */
export function chartFigure(label: string, options: (width: number) => Plot.PlotOptions): HTMLElement {
  const figure = document.createElement("figure");
  figure.className = "chart";
  // What stands below must not move when the chart is drawn.
  figure.style.minHeight = `${options(USUAL_WIDTH).height ?? 0}px`;
  let drawn = 0;
  const draw = (): void => {
    const width = Math.floor(figure.clientWidth);
    if (width === 0 || width === drawn) return;
    drawn = width;
    figure.replaceChildren(picture(label, { ...options(width), width }));
  };
  new ResizeObserver(draw).observe(figure);
  return figure;
}

/** Plot brings a style element of its own, which the page's policy refuses: its rules are in the page's style. */
function picture(label: string, options: Plot.PlotOptions): Element {
  const drawing = plotLibrary.plot({ className: "plot", ...options });
  for (const style of drawing.querySelectorAll("style")) style.remove();
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", label);
  return drawing;
}
