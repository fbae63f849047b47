import { Button, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchArea } from '../api/model.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { RUN_STATUS_COLOURS } from '../theme.js';
import { useMonitorNow, type WatchSchedule } from './watchAreaQueries.js';

/** Dark enough for white letters. */
const OVERDUE_COLOUR = '#8a3a00';
const GAP_COLOUR = '#a61b1b';

const COLUMNS = ['area', 'recipe', 'monitor', 'looks', 'due', 'gap', 'run'] as const;

export function WatchAreaTable(props: {
  readonly areas: readonly WatchArea[];
  readonly schedules: readonly WatchSchedule[];
  readonly mayChange: boolean;
  readonly onSet: (area: WatchArea) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { areas, schedules, mayChange, onSet } = props;
  return (
    <div className={styles['scroll']} role="region" aria-label={t('watch.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('watch.title')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`watch.column.${name}`)}
              </th>
            ))}
            {mayChange && (
              <th scope="col">
                <span className="visuallyHidden">{t('watch.column.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <AreaRow
              key={area.id}
              area={area}
              schedule={schedules.find(({ watchAreaId }) => watchAreaId === area.id) ?? null}
              onSet={mayChange ? () => onSet(area) : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AreaRow(props: {
  readonly area: WatchArea;
  readonly schedule: WatchSchedule | null;
  readonly onSet: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  const { area, schedule, onSet } = props;
  const now = useMonitorNow();
  return (
    <tr>
      <th scope="row">
        {area.name}
        <small className="figures">{area.adminCode}</small>
      </th>
      <td>{area.recipe}</td>
      <td>
        {area.seriesMonitor === null ? t('watch.noMonitor') : t(`watch.method.${area.seriesMonitor.method}`)}
        {area.seriesMonitor?.historyEnd && (
          <small className="figures">{t('watch.historyTo', { day: area.seriesMonitor.historyEnd })}</small>
        )}
      </td>
      <td className="figures">{schedule === null ? '—' : <Looks schedule={schedule} />}</td>
      <td className="figures">{schedule === null ? '—' : <Due schedule={schedule} />}</td>
      <td>{schedule === null ? '—' : <Gaps schedule={schedule} />}</td>
      <td className={styles['status']}>{schedule === null ? '—' : <LastRun schedule={schedule} />}</td>
      {onSet !== null && (
        <td>
          <Button size="small" onClick={onSet}>
            {t('watch.set')}
          </Button>{' '}
          {area.seriesMonitor !== null && (
            <Button size="small" loading={now.isPending} onClick={() => now.mutate(area.id)}>
              {t('watch.now')}
            </Button>
          )}
          {now.isError && <ProblemNotice thrown={now.error} />}
        </td>
      )}
    </tr>
  );
}

interface OfSchedule {
  readonly schedule: WatchSchedule;
}

function Looks({ schedule }: OfSchedule): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t('watch.lookCount', { count: schedule.lookCount })}
      <small>{t('watch.lastClear', { day: schedule.lastClearLookOn ?? '—' })}</small>
    </>
  );
}

function Due({ schedule: { nextDueOn, overdueDays } }: OfSchedule): ReactElement {
  const { t } = useTranslation();
  if (nextDueOn === null) return <>{t('watch.noCadence')}</>;
  return (
    <>
      {nextDueOn}
      {overdueDays > 0 && (
        <div>
          <Tag color={OVERDUE_COLOUR}>{t('watch.overdue', { count: overdueDays })}</Tag>
        </div>
      )}
    </>
  );
}

/** The gap that lasts, and how many there were before. */
function Gaps({ schedule: { gaps } }: OfSchedule): ReactElement {
  const { t } = useTranslation();
  const open = gaps.find(({ endedOn }) => endedOn === null);
  const past = gaps.filter(({ endedOn }) => endedOn !== null);
  return (
    <>
      {open === undefined ? t('watch.noGap') : <Tag color={GAP_COLOUR}>{t('watch.gap', { count: open.days })}</Tag>}
      {open !== undefined && <small className="figures">{t('watch.gapSince', { day: open.since })}</small>}
      {past.length > 0 && (
        <small title={past.map(({ since, endedOn }) => `${since} – ${endedOn}`).join('\n')}>
          {t('watch.pastGaps', { count: past.length })}
        </small>
      )}
    </>
  );
}

function LastRun({ schedule: { lastRun, lastDoneAt } }: OfSchedule): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {lastRun === null ? (
        t('watch.noRun')
      ) : (
        <span className={styles['state']} style={{ color: RUN_STATUS_COLOURS[lastRun.status] }}>
          <span className={styles['dot']} aria-hidden />
          {t(`runStatus.${lastRun.status}`)}
        </span>
      )}
      {lastDoneAt !== null && <small className="figures">{t('watch.lastDone', { at: momentText(lastDoneAt) })}</small>}
      {lastRun?.error && <p className={styles['error']}>{lastRun.error}</p>}
    </>
  );
}
