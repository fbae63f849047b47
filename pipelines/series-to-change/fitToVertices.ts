/**
 * Straight lines between given years: the first by regression, each later one by regression through the end of the one
 * before. Beyond the outer vertices the fit stays level.
 * @param years rising; whole years
 * @param values NaN where a year says nothing
 * @param vertices years, rising; at least two
 * @returns fitted value for each of `years`
 * @source Kennedy, Yang & Cohen 2010, "Detecting trends in forest disturbance and recovery using yearly Landsat time series:
 *   1. LandTrendr", RSE 114, section 3.3.4 (anchored regression)
 */
export function fitToVertices(
  years: ArrayLike<number>,
  values: ArrayLike<number>,
  vertices: readonly number[],
): Float64Array {
  const heights = anchoredHeights(years, values, vertices);
  return Float64Array.from(years, (year) => heightAt(vertices, heights, year));
}

/** Heights of the vertices of that fit. */
export function anchoredHeights(
  years: ArrayLike<number>,
  values: ArrayLike<number>,
  vertices: readonly number[],
): number[] {
  const heights: number[] = [];
  for (let k = 0; k + 1 < vertices.length; k++) {
    const stretch = { years, values, from: vertices[k]!, to: vertices[k + 1]! };
    if (k === 0) {
      const line = regressionLine(stretch);
      heights.push(line.height + line.slope * vertices[0]!, line.height + line.slope * vertices[1]!);
    } else {
      heights.push(heights[k]! + anchoredSlope(stretch, heights[k]!) * (vertices[k + 1]! - vertices[k]!));
    }
  }
  return heights;
}

/** Height of a chain of lines in a year; level beyond its ends. */
export function heightAt(vertices: readonly number[], heights: readonly number[], year: number): number {
  if (year <= vertices[0]!) return heights[0]!;
  for (let k = 1; k < vertices.length; k++) {
    if (year > vertices[k]!) continue;
    const share = (year - vertices[k - 1]!) / (vertices[k]! - vertices[k - 1]!);
    return heights[k - 1]! + share * (heights[k]! - heights[k - 1]!);
  }
  return heights.at(-1)!;
}

/** The values of a stretch of years, both ends included. */
export interface Stretch {
  readonly years: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/** Least squares line; level at the mean where the years do not determine one, 0 where there are no values. */
export function regressionLine(stretch: Stretch): { slope: number; height: number } {
  let [count, meanYear, meanValue] = [0, 0, 0];
  forEachIn(stretch, (year, value) => {
    count += 1;
    meanYear += (year - meanYear) / count;
    meanValue += (value - meanValue) / count;
  });
  let [products, squares] = [0, 0];
  forEachIn(stretch, (year, value) => {
    products += (year - meanYear) * (value - meanValue);
    squares += (year - meanYear) ** 2;
  });
  const slope = squares > 0 ? products / squares : 0;
  return { slope, height: meanValue - slope * meanYear };
}

/** Slope of the least squares line through a given height at the first year; 0 where no later year has a value. */
export function anchoredSlope(stretch: Stretch, height: number): number {
  let [products, squares] = [0, 0];
  forEachIn(stretch, (year, value) => {
    products += (year - stretch.from) * (value - height);
    squares += (year - stretch.from) ** 2;
  });
  return squares > 0 ? products / squares : 0;
}

export function forEachIn({ years, values, from, to }: Stretch, visit: (year: number, value: number) => void): void {
  for (let i = 0; i < years.length; i++) {
    const [year, value] = [years[i]!, values[i]!];
    if (year >= from && year <= to && Number.isFinite(value)) visit(year, value);
  }
}
