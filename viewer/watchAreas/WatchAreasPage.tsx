import { Button, Drawer, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchArea } from '../api/model.js';
import { useWatchAreas } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { AreaForm } from './AreaForm.js';
import { MonitorForm } from './MonitorForm.js';
import { WatchAreaTable } from './WatchAreaTable.js';
import { useSchedules } from './watchAreaQueries.js';

/** Where it is watched, how, and how that stands: looks, terms, gaps, the last run. */
export default function WatchAreasPage(): ReactElement {
  const { t } = useTranslation();
  const areas = useWatchAreas();
  const schedules = useSchedules();
  const mayChange = useSession().data?.rights.includes('startRuns') ?? false;
  const [isAdding, setAdding] = useState(false);
  const [setId, setSetId] = useState<string | null>(null);
  const shown = areas.data?.find(({ id }) => id === setId) ?? null;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('watch.title')}</h1>
        {mayChange && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('watch.add')}
          </Button>
        )}
      </header>
      {areas.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {areas.isError && <ProblemNotice thrown={areas.error} onRetry={() => void areas.refetch()} />}
      {schedules.isError && <ProblemNotice thrown={schedules.error} onRetry={() => void schedules.refetch()} />}
      {areas.isSuccess && areas.data.length === 0 && (
        <EmptyNotice title={t('watch.empty')} detail={t('watch.emptyDetail')} />
      )}
      {areas.isSuccess && areas.data.length > 0 && (
        <WatchAreaTable
          areas={areas.data}
          schedules={schedules.data ?? []}
          mayChange={mayChange}
          onSet={(area: WatchArea) => setSetId(area.id)}
        />
      )}
      <Drawer title={t('watch.add')} open={isAdding} onClose={() => setAdding(false)} destroyOnHidden>
        <AreaForm onDone={() => setAdding(false)} />
      </Drawer>
      <Drawer
        title={shown === null ? '' : t('watch.monitorOf', { name: shown.name })}
        open={shown !== null}
        onClose={() => setSetId(null)}
        destroyOnHidden
      >
        {shown !== null && <MonitorForm area={shown} onDone={() => setSetId(null)} />}
      </Drawer>
    </div>
  );
}
