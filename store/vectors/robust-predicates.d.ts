/** Shewchuk's adaptive exact predicates; this version of the package comes without types. */
declare module 'robust-predicates' {
  /** Negative where a, b, c turn to the left (counter-clockwise, y up), positive to the right, exactly 0 on one line. */
  export function orient2d(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number;
}
