import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { bboxOfArea } from '#domain/geometry.js';
import type { Alert } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '../state/areas.js';
import { grown } from '../state/extent.js';
import { L } from './leaflet.js';
import styles from './map.module.css';
import { boundsOf, useMap } from './MapFrame.js';
import { factsElement } from './popupContent.js';

/** Never nearer than this when going to an alert: its surroundings explain it. */
const NEAREST_ZOOM = 16;

/** Goes to the selected alert and says what it is; the way to its page is in it. */
export function AlertPopup(props: {
  readonly alert: Alert;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}): null {
  const map = useMap();
  const { t } = useTranslation();
  const { language } = useLanguage();
  const handlers = useRef(props);
  const { alert } = props;
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const bounds = boundsOf(grown(bboxOfArea(alert.geometry), 0.6, 0.004));
    if (!map.getBounds().contains(bounds) || map.getZoom() < NEAREST_ZOOM - 2) {
      map.flyToBounds(bounds, { maxZoom: NEAREST_ZOOM, duration: 0.6 });
    }
  }, [map, alert]);
  useEffect(() => {
    const { centre, kind, severity, areaM2, onsetFrom, onsetTo } = alert.properties;
    const area = areaText(areaM2, language);
    const content = factsElement(t(`violation.${kind}`), [
      [t('alerts.severity'), t(`severity.${severity}`)],
      [t('alert.area'), `${t('alert.areaM2', { value: area.m2 })} · ${t('alert.areaMu', { value: area.mu })}`],
      [t('popup.onset'), `${onsetFrom} → ${onsetTo}`],
    ]);
    content.append(openButton(t('alert.title'), () => handlers.current.onOpen(alert.id)));
    const popup = L.popup({ autoPan: false, offset: [0, -6], minWidth: 230 })
      .setLatLng([centre[1], centre[0]])
      .setContent(content);
    popup.openOn(map);
    const closed = (): void => handlers.current.onClose();
    popup.on('remove', closed);
    return () => {
      popup.off('remove', closed);
      popup.remove();
    };
  }, [map, alert, t, language]);
  return null;
}

function openButton(label: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles['popupOpen'] ?? '';
  button.textContent = label;
  button.addEventListener('click', onClick);
  return button;
}
