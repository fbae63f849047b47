import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertStatus } from '#domain/alert.js';
import type { Severity } from '#domain/violation.js';
import { ALERT_STATUS_COLOURS, SEVERITY_COLOURS } from '../theme.js';
import styles from './alerts.module.css';

export function SeverityTag({ severity }: { readonly severity: Severity }): ReactElement {
  const { t } = useTranslation();
  const { text, background, border } = SEVERITY_COLOURS[severity];
  return (
    <span className={styles['tag']} style={{ color: text, background, borderColor: border }}>
      {t(`severity.${severity}`)}
    </span>
  );
}

export function StatusTag({ status }: { readonly status: AlertStatus }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={styles['status']} style={{ color: ALERT_STATUS_COLOURS[status] }}>
      <span className={styles['statusDot']} aria-hidden />
      {t(`alertStatus.${status}`)}
    </span>
  );
}
