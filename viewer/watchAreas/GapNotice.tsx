import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWatchAreas } from '../api/queries.js';
import { useSchedules } from './watchAreaQueries.js';

/** Says which watch areas nobody has seen clearly for too long; nothing where all is well. */
export function GapNotice(): ReactElement | null {
  const { t } = useTranslation();
  const areas = useWatchAreas().data ?? [];
  const unseen = (useSchedules().data ?? []).flatMap(({ watchAreaId, gaps }) => {
    const open = gaps.find(({ endedOn }) => endedOn === null);
    const area = areas.find(({ id }) => id === watchAreaId);
    return open === undefined || area === undefined ? [] : [{ name: area.name, days: open.days }];
  });
  const [first] = unseen;
  if (first === undefined) return null;
  const text =
    unseen.length === 1
      ? t('watch.unseenOne', { name: first.name, count: first.days })
      : t('watch.unseenMany', { count: unseen.length });
  return (
    <Alert
      type="warning"
      banner
      closable
      role="status"
      title={<Link to="/watch-areas">{text}</Link>}
      style={{ borderRadius: 7, alignSelf: 'flex-start' }}
    />
  );
}
