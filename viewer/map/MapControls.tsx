import { ExpandOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BboxWgs84 } from '#domain/geometry.js';
import styles from './map.module.css';
import { boundsOf, useMap } from './MapFrame.js';

export function MapControls({ everything }: { readonly everything: BboxWgs84 }): ReactElement {
  const map = useMap();
  const { t } = useTranslation();
  const [zoom, setZoom] = useState(map.getZoom());
  useEffect(() => {
    const follow = (): void => setZoom(map.getZoom());
    map.on('zoomend', follow);
    return () => {
      map.off('zoomend', follow);
    };
  }, [map]);
  const toAll = (): void => void map.fitBounds(boundsOf(everything), { padding: [4, 4] });
  return (
    <div className={styles['controls']}>
      <button
        type="button"
        aria-label={t('map.zoomIn')}
        title={t('map.zoomIn')}
        disabled={zoom >= map.getMaxZoom()}
        onClick={() => void map.zoomIn()}
      >
        <PlusOutlined aria-hidden />
      </button>
      <button
        type="button"
        aria-label={t('map.zoomOut')}
        title={t('map.zoomOut')}
        disabled={zoom <= map.getMinZoom()}
        onClick={() => void map.zoomOut()}
      >
        <MinusOutlined aria-hidden />
      </button>
      <button type="button" aria-label={t('map.zoomToAll')} title={t('map.zoomToAll')} onClick={toAll}>
        <ExpandOutlined aria-hidden />
      </button>
    </div>
  );
}
