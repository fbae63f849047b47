/** Where one alert stands in the list a person is working through. */
export interface AlertPlace {
  /** From 0; -1 where the alert is not in the loaded part of the list. */
  readonly position: number;
  readonly previous: string | null;
  readonly next: string | null;
}

export function placeInList(ids: readonly string[], id: string): AlertPlace {
  const position = ids.indexOf(id);
  if (position < 0) return { position, previous: null, next: ids[0] ?? null };
  return { position, previous: ids[position - 1] ?? null, next: ids[position + 1] ?? null };
}

/** True where the next step would leave the loaded part, so that more should be asked for now. */
export function isNearEnd(ids: readonly string[], id: string, margin = 3): boolean {
  const position = ids.indexOf(id);
  return position < 0 || position >= ids.length - margin;
}

export type AlertStep = 'previous' | 'next';

/** The step a key asks for: j/k as in mail programs. */
export function stepOfKey(key: string): AlertStep | null {
  if (key === 'j') return 'next';
  if (key === 'k') return 'previous';
  return null;
}
