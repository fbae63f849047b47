import { ArrowLeftOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { KeyHelp } from './KeyHelp.js';
import styles from './AlertSteps.module.css';

/** Back to the list, and on to the neighbours in it. */
export function AlertSteps(props: {
  readonly listHref: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** From 1; null where the alert is not in the loaded part of the list. */
  readonly position: number | null;
  readonly total: number | null;
}): ReactElement {
  const { t } = useTranslation();
  const { position, total } = props;
  return (
    <nav className={styles['steps']} aria-label={t('alerts.list')}>
      <Link to={props.listHref} className={styles['back']}>
        <ArrowLeftOutlined aria-hidden /> {t('alert.back')}
      </Link>
      <span className={styles['place']}>
        {position !== null && total !== null && t('alert.place', { position, total })}
      </span>
      <KeyHelp />
      <Step href={props.previousHref} title={t('alert.previousKey')}>
        <LeftOutlined aria-hidden /> {t('alert.previous')} <kbd>K</kbd>
      </Step>
      <Step href={props.nextHref} title={t('alert.nextKey')}>
        {t('alert.next')} <kbd>J</kbd> <RightOutlined aria-hidden />
      </Step>
    </nav>
  );
}

function Step(props: {
  readonly href: string | null;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  if (props.href === null) {
    return (
      <span className={styles['step']} aria-disabled="true" role="link">
        {props.children}
      </span>
    );
  }
  return (
    <Link to={props.href} className={styles['step']} title={props.title}>
      {props.children}
    </Link>
  );
}
