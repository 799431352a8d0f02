/** A place in [-1,1] and its weight. */
export type QuadratureNode = readonly [place: number, weight: number];

/** The nodes of Gauss-Legendre quadrature: Σ w f(x) is the integral of f over [-1,1] (Press et al. 2007, "Numerical Recipes", section 4.6). */
export function gaussLegendre(count: number): readonly QuadratureNode[] {
  return Array.from({ length: count }, (_, place) => {
    let x = Math.cos((Math.PI * (place + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      const [value, before] = legendre(count, x);
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)];
  });
}

/** Legendre's polynomials of this degree and of one less. */
function legendre(degree: number, x: number): readonly [value: number, before: number] {
  let [value, before] = [1, 0];
  for (let n = 1; n <= degree; n++) [value, before] = [((2 * n - 1) * x * value - (n - 1) * before) / n, value];
  return [value, before];
}
