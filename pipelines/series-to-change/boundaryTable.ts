/**
 * Boundaries by the length of the history and the number of looks since, worked out once each: many pixels ask for the same.
 * @param boundaryAt of a history's length and looks since, at least 1
 */
export function boundaryTable(
  boundaryAt: (history: number, seen: number) => number,
): (history: number) => (seen: number) => number {
  const byHistory: ((seen: number) => number)[] = [];
  return (history) => (byHistory[history] ??= rowOf((seen) => boundaryAt(history, seen)));
}

function rowOf(boundaryAt: (seen: number) => number): (seen: number) => number {
  const known: number[] = [NaN];
  return (seen) => {
    for (let next = known.length; next <= seen; next++) known.push(boundaryAt(next));
    return known[seen]!;
  };
}
