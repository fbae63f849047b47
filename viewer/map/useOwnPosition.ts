import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { L } from './leaflet.js';
import { useMap } from './MapFrame.js';

/** Asks the device where it is and shows it with its accuracy; says so where the device does not tell. */
export function useOwnPosition(): () => void {
  const map = useMap();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const shown = useRef<ReturnType<typeof L.layerGroup> | null>(null);
  useEffect(() => () => void shown.current?.remove(), []);
  return () => {
    if (!('geolocation' in navigator)) {
      message.warning(t('tools.noPosition'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        shown.current?.remove();
        const place: [number, number] = [latitude, longitude];
        const style = { color: '#0b6bcb', interactive: false };
        shown.current = L.layerGroup([
          L.circle(place, { ...style, radius: accuracy, weight: 1, fillOpacity: 0.1 }),
          L.circleMarker(place, { ...style, radius: 6, fillOpacity: 1 }),
        ]).addTo(map);
        map.setView(place, Math.max(map.getZoom(), 16));
      },
      () => void message.warning(t('tools.noPosition')),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
}
