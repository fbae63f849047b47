import { CloseOutlined } from '@ant-design/icons';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '#domain/areaText.js';
import type { Ring } from '../state/markedAlerts.js';
import { areaOfRing, lengthM, lengthText } from '../state/measure.js';
import { DrawPath, PathShown } from './DrawPath.js';
import styles from './tools.module.css';

export type Measured = 'length' | 'area';

/** Measures along geodesics of CGCS2000 what is clicked on the map. */
export default function Measure({
  what,
  onClose,
}: {
  readonly what: Measured;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [corners, setCorners] = useState<Ring>([]);
  const [isDone, setDone] = useState(false);
  const isArea = what === 'area';
  return (
    <>
      <PathShown corners={corners} isArea={isArea} />
      {!isDone && <DrawPath corners={corners} onCorners={setCorners} onEnd={() => setDone(true)} onCancel={onClose} />}
      <div className={styles['measure']} role="status">
        <span>{corners.length < 2 ? t('tools.drawHint') : <Result corners={corners} isArea={isArea} />}</span>
        <button type="button" aria-label={t('map.closeCard')} onClick={onClose}>
          <CloseOutlined aria-hidden />
        </button>
      </div>
    </>
  );
}

function Result({ corners, isArea }: { readonly corners: Ring; readonly isArea: boolean }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (!isArea) return <strong className="figures">{lengthText(lengthM(corners), language)}</strong>;
  const { areaM2, perimeterM } = areaOfRing(corners);
  const { m2, hectare, mu } = areaText(areaM2, language);
  return (
    <>
      <strong className="figures">{t('alert.areaMu', { value: mu })}</strong> ·{' '}
      {t('alert.areaHectare', { value: hectare })} · {t('alert.areaM2', { value: m2 })} ·{' '}
      {t('tools.perimeter', { length: lengthText(perimeterM, language) })}
    </>
  );
}
