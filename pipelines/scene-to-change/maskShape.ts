import { closeByDisk, openByDisk } from '../kernels/binaryMorphology.js';
import {
  COMMON_PARAMETERS,
  numberParameter,
  type AnyDetector,
  type Parameters,
  type ScoredWindow,
} from './detector.js';

/** How a mask of change is shaped; radii of disks, whole pixels. */
export interface MaskShape {
  readonly openingRadius: number;
  readonly closingRadius: number;
}

/** What the recipe says, else the detector's own defaults. */
export function maskShapeOf(detector: Pick<AnyDetector, 'parameters'>, parameters: Parameters): MaskShape {
  const radius = (name: keyof MaskShape): number =>
    numberParameter(parameters, name, Number((detector.parameters[name] ?? COMMON_PARAMETERS[name]!).default));
  return { openingRadius: radius('openingRadius'), closingRadius: radius('closingRadius') };
}

/** Pixels round a pixel that its place in the shaped mask depends on. */
export const reachOf = ({ openingRadius, closingRadius }: MaskShape): number => 2 * (openingRadius + closingRadius);

/**
 * Opening, then closing. Pixels that were not seen stay outside of the mask, whatever the closing would fill.
 * @param changed 1 where changed, row-major over the window
 * @source Serra 1982, Image Analysis and Mathematical Morphology, ch. II
 */
export function shapedMask(
  changed: Uint8Array,
  window: Pick<ScoredWindow, 'width' | 'height' | 'isSeen'>,
  shape: MaskShape,
): Uint8Array {
  const opened = shape.openingRadius > 0 ? openByDisk(changed, window, shape.openingRadius) : changed;
  if (shape.closingRadius === 0) return opened;
  const closed = closeByDisk(opened, window, shape.closingRadius);
  for (let i = 0; i < closed.length; i++) closed[i]! &= window.isSeen[i]!;
  return closed;
}
