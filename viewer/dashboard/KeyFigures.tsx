import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/language.js';
import { alertListHref } from '../state/alertFilter.js';
import { areaText, percentText } from '#domain/areaText.js';
import type { AlertStatistics } from './dashboardQueries.js';
import styles from './dashboard.module.css';

/** Days from which an open alert counts as old in the key figures; the age class that begins there and all after it. */
const OLD_DAYS = 90;

/** What a supervisor asks first: what is open, what is late, what is old, what it led to. */
export function KeyFigures({ statistics }: { readonly statistics: AlertStatistics }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { open, funnel, adminCode } = statistics;
  const old = open.ageing.filter(({ fromDays }) => fromDays >= OLD_DAYS);
  const countOf = (stage: string) => funnel.find((one) => one.stage === stage);
  const violation = countOf('violation');
  const closedOut = countOf('closedOut');
  const share = violation === undefined || violation.count === 0 ? null : (closedOut?.count ?? 0) / violation.count;
  const sumOf = (items: readonly { readonly count: number }[]): number =>
    items.reduce((sum, { count }) => sum + count, 0);
  const status = open.byStatus.map((one) => one.status).join(',');
  const region: Record<string, string> = adminCode === '' ? {} : { adminCode };
  const oldest = old[0];
  return (
    <ul className={styles['keyFigures']}>
      <KeyFigure
        title={t('dashboard.open')}
        count={sumOf(open.byStatus)}
        href={alertListHref({ ...region, status })}
        note={t('alert.areaMu', {
          value: areaText(
            open.byStatus.reduce((sum, { area }) => sum + area.m2, 0),
            language,
          ).mu,
        })}
      />
      <KeyFigure
        title={t('dashboard.overdue')}
        count={open.overdue.count}
        href={alertListHref(open.overdue.alerts)}
        note={t('dashboard.overdueNote')}
        isBad={open.overdue.count > 0}
      />
      <KeyFigure
        title={t('dashboard.supervised')}
        count={open.supervised.count}
        href={alertListHref({ ...region, status, supervised: 'true' })}
        note={t('dashboard.supervisedNote')}
      />
      <KeyFigure
        title={t('dashboard.old', { days: OLD_DAYS })}
        count={sumOf(old)}
        href={alertListHref({ ...region, status, raisedTo: oldest?.alerts['raisedTo'] ?? '' })}
        note={t('dashboard.oldNote')}
        isBad={sumOf(old) > 0}
      />
      <KeyFigure
        title={t('dashboard.violations')}
        count={violation?.count ?? 0}
        href={alertListHref(violation?.alerts ?? {})}
        note={t('dashboard.violationsNote')}
      />
      <KeyFigure
        title={t('dashboard.closedOut')}
        count={closedOut?.count ?? 0}
        href={alertListHref(closedOut?.alerts ?? {})}
        note={
          share === null
            ? t('dashboard.noViolations')
            : t('dashboard.ofViolations', { share: percentText(share, language) })
        }
      />
    </ul>
  );
}

function KeyFigure(props: {
  readonly title: string;
  readonly count: number;
  readonly href: string;
  readonly note: string;
  readonly isBad?: boolean;
}): ReactElement {
  return (
    <li className={styles['keyFigure']} data-bad={props.isBad === true}>
      <Link to={props.href}>
        <span className={styles['keyTitle']}>{props.title}</span>
        <strong className="figures">{props.count}</strong>
      </Link>
      <small>{props.note}</small>
    </li>
  );
}
