import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permit } from '../api/model.js';
import { usePermits } from '../api/queries.js';
import { AreaMarks } from './AreaMarks.js';
import { PERMIT_STYLE } from './planStyles.js';
import { factsElement } from './popupContent.js';
import { useShownBbox } from './useShownBbox.js';

/** Permits are many and small: asked for where the map is near enough to tell them apart. */
export const PERMITS_FROM_ZOOM = 12;

export function PermitMarks(): React.ReactElement {
  const bbox = useShownBbox(PERMITS_FROM_ZOOM);
  const permits = usePermits(bbox);
  const { t } = useTranslation();
  const popup = useCallback(
    ({ properties: permit }: Permit) =>
      factsElement(permit.caseNumber, [
        [t('popup.kind'), t(`permitKind.${permit.kind}`)],
        [t('popup.stage'), t(`permitStage.${permit.stage}`)],
        [t('popup.granted'), permit.grantedOn],
        [t('popup.validTo'), permit.validTo ?? t('popup.noEnd')],
        ...(permit.withdrawnOn === null ? [] : [[t('popup.withdrawn'), permit.withdrawnOn] as const]),
      ]),
    [t],
  );
  const features = bbox === null ? NO_PERMITS : (permits.data?.features ?? NO_PERMITS);
  return <AreaMarks features={features} pane="permits" style={PERMIT_STYLE} popup={popup} />;
}

const NO_PERMITS: readonly Permit[] = [];
