/** Alerts picked out of the queue for one act on all of them. */
export type MarkedAlerts = ReadonlySet<string>;

/** The server takes at most this many at once. */
export const MOST_MARKED = 500;

export function withMark(marked: MarkedAlerts, id: string, isMarked: boolean): MarkedAlerts {
  const next = new Set(marked);
  if (!isMarked) next.delete(id);
  else if (next.size < MOST_MARKED) next.add(id);
  return next;
}

/** Adds as many as there is room for, in their order. */
export function withMarks(marked: MarkedAlerts, ids: readonly string[]): MarkedAlerts {
  return ids.reduce<MarkedAlerts>((all, id) => withMark(all, id, true), marked);
}

export type Ring = readonly (readonly [x: number, y: number])[];

/** True where the point lies inside the ring (even-odd rule; the ring closes by itself). */
export function isInside([x, y]: readonly [number, number], ring: Ring): boolean {
  let isIn = false;
  ring.forEach(([x1, y1], index) => {
    const [x0, y0] = ring.at(index - 1) ?? [x1, y1];
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) isIn = !isIn;
  });
  return isIn;
}
