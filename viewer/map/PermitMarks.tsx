import type { ReactElement } from 'react';
import type { Permit } from '../api/model.js';
import { usePermits } from '../api/queries.js';
import { AreaMarks } from './AreaMarks.js';
import { PartShown } from './PartShown.js';
import { PERMIT_STYLE } from './planStyles.js';
import { useShownBbox } from './useShownBbox.js';

/** Permits are many and small: asked for where the map is near enough to tell them apart. */
export const PERMITS_FROM_ZOOM = 12;
const NONE: readonly Permit[] = [];

/** @param props.onPick must not change between renderings, or the marks are drawn anew */
export function PermitMarks(props: { readonly onPick: (permit: Permit) => void }): ReactElement {
  const bbox = useShownBbox(PERMITS_FROM_ZOOM);
  const page = usePermits(bbox).data;
  const features = bbox === null ? NONE : (page?.features ?? NONE);
  return (
    <>
      <AreaMarks features={features} pane="permits" style={PERMIT_STYLE} onPick={props.onPick} />
      {bbox !== null && page !== undefined && page.nextCursor !== null && <PartShown count={features.length} />}
    </>
  );
}
