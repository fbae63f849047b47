import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '../api/model.js';
import { useWatchAreas } from '../api/queries.js';
import { Card } from '../layout/Card.js';
import { PlaceSeries } from '../series/PlaceSeries.js';
import { areaAt } from '../state/areaAt.js';

/** The middle of the alert over time: at once where its series is watched, else when asked for. */
export function AlertSeries({ alert }: { readonly alert: AlertDetail }): ReactElement {
  const { t } = useTranslation();
  const [isWished, setIsWished] = useState(false);
  const areas = useWatchAreas().data ?? [];
  const [lon, lat] = alert.properties.centre;
  const place = { lon, lat };
  const isWatched = (areaAt(areas, place)?.seriesMonitor ?? null) !== null;
  return (
    <Card title={t('series.title')}>
      {isWished || isWatched ? (
        <PlaceSeries place={place} />
      ) : (
        <Button onClick={() => setIsWished(true)}>{t('series.open')}</Button>
      )}
    </Card>
  );
}
