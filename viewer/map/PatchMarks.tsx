import type { ReactElement } from 'react';
import type { Patch } from '../api/model.js';
import { usePatches } from '../api/queries.js';
import { AreaMarks } from './AreaMarks.js';
import { PartShown } from './PartShown.js';
import { PATCH_STYLE } from './planStyles.js';
import { useShownBbox } from './useShownBbox.js';

export const PATCHES_FROM_ZOOM = 12;
const NONE: readonly Patch[] = [];

/** @param props.onPick must not change between renderings, or the marks are drawn anew */
export function PatchMarks(props: { readonly onPick: (patch: Patch) => void }): ReactElement {
  const bbox = useShownBbox(PATCHES_FROM_ZOOM);
  const page = usePatches(bbox).data;
  const features = bbox === null ? NONE : (page?.features ?? NONE);
  return (
    <>
      <AreaMarks features={features} pane="patches" style={PATCH_STYLE} onPick={props.onPick} />
      {bbox !== null && page !== undefined && page.nextCursor !== null && <PartShown count={features.length} />}
    </>
  );
}
