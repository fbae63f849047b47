import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Patch } from '../api/model.js';
import { usePatches } from '../api/queries.js';
import { useLanguage } from '../i18n/language.js';
import { areaText, percentText } from '../state/areas.js';
import { AreaMarks } from './AreaMarks.js';
import { PATCH_STYLE } from './planStyles.js';
import { factsElement } from './popupContent.js';
import { useShownBbox } from './useShownBbox.js';

export const PATCHES_FROM_ZOOM = 12;

export function PatchMarks(): React.ReactElement {
  const bbox = useShownBbox(PATCHES_FROM_ZOOM);
  const patches = usePatches(bbox);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const popup = useCallback(
    ({ properties: patch }: Patch) =>
      factsElement(t('popup.patch'), [
        [t('popup.change'), `${t(`landCover.${patch.fromClass}`)} → ${t(`landCover.${patch.toClass}`)}`],
        [t('alert.area'), t('alert.areaM2', { value: areaText(patch.areaM2, language).m2 })],
        [t('popup.onset'), `${patch.onsetFrom} → ${patch.onsetTo}`],
        [t('alert.confidence'), percentText(patch.confidence, language)],
        [
          t('popup.verdict'),
          patch.judgement === null ? t('state.notAssessed') : t(`verdict.${patch.judgement.verdict}`),
        ],
      ]),
    [t, language],
  );
  const features = bbox === null ? NO_PATCHES : (patches.data?.features ?? NO_PATCHES);
  return <AreaMarks features={features} pane="patches" style={PATCH_STYLE} popup={popup} />;
}

const NO_PATCHES: readonly Patch[] = [];
