/**
 * Marks every pixel within `radius` columns and rows of a marked one (square neighbourhood).
 * @param marked row-major, 1 or 0; changed in place
 */
export function growMarked(marked: Uint8Array, width: number, height: number, radius: number): void {
  if (radius <= 0) return;
  for (let y = 0; y < height; y++) growLine(marked, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) growLine(marked, x, width, height, radius);
}

function growLine(marked: Uint8Array, from: number, step: number, count: number, radius: number): void {
  let grownTo = -1;
  for (let i = 0; i < count; i++) {
    const at = from + i * step;
    // Pixels up to `i` that were grown from the left are no seeds themselves.
    if (marked[at] !== 1 || i <= grownTo) continue;
    let last = i;
    while (last + 1 < count && marked[from + (last + 1) * step] === 1) last += 1;
    const first = Math.max(0, i - radius, grownTo + 1);
    for (let j = first; j < i; j++) marked[from + j * step] = 1;
    let end = Math.min(count - 1, last + radius);
    for (let j = last + 1; j <= end; j++) {
      if (marked[from + j * step] === 1) {
        end = j - 1;
        break;
      }
      marked[from + j * step] = 1;
    }
    grownTo = end;
  }
}
