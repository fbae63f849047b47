/** The swipe between two dates as pure geometry: a share of the map's width, moved by pointer or key. */

/** What one press of an arrow key moves, and what Page Up/Down or Shift moves, as shares of the width. */
export const SWIPE_STEP = 0.02;
export const SWIPE_LEAP = 0.1;

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
/** Keeps repeated steps free of binary dust (0.1 + 0.2), so that ends are reached exactly. */
const tidy = (share: number): number => Math.round(clamp(share) * 1e6) / 1e6;

/** Share (0–1 from the left edge) under a pointer at `clientX`. A map without width keeps the middle. */
export function shareAtPointer(clientX: number, left: number, width: number): number {
  return width > 0 ? clamp((clientX - left) / width) : 0.5;
}

/** The share after a key press on the slider, or null where the key is none of the slider's. */
export function shareAfterKey(share: number, key: string, isShifted: boolean): number | null {
  const step = isShifted ? SWIPE_LEAP : SWIPE_STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return tidy(share - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return tidy(share + step);
    case 'PageDown':
      return tidy(share - SWIPE_LEAP);
    case 'PageUp':
      return tidy(share + SWIPE_LEAP);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}

export interface MapFrame {
  readonly width: number;
  readonly height: number;
  /** Where the map's upper left corner lies in the pane's own pixels (panes move while the map is dragged). */
  readonly originX: number;
  readonly originY: number;
}

/** CSS `clip-path` values that show `before` left of the share and `after` right of it. */
export function clipsOfShare(share: number, frame: MapFrame): { readonly before: string; readonly after: string } {
  const left = frame.originX;
  const top = frame.originY;
  const right = left + frame.width;
  const bottom = top + frame.height;
  const seam = left + Math.round(clamp(share) * frame.width);
  return { before: rectangle(left, top, seam, bottom), after: rectangle(seam, top, right, bottom) };
}

function rectangle(left: number, top: number, right: number, bottom: number): string {
  return `polygon(${left}px ${top}px, ${right}px ${top}px, ${right}px ${bottom}px, ${left}px ${bottom}px)`;
}
