import { Drawer } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../state/areaAt.js';
import { PlaceSeries } from './PlaceSeries.js';

/** The series of a place that was picked on the map; null: closed. */
export default function SeriesDrawer(props: {
  readonly place: Place | null;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { place, onClose } = props;
  return (
    <Drawer
      title={place === null ? '' : `${t('series.title')} · ${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`}
      placement="bottom"
      size={500}
      mask={false}
      open={place !== null}
      onClose={onClose}
      destroyOnHidden
    >
      {place !== null && <PlaceSeries place={place} />}
    </Drawer>
  );
}
