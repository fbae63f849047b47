import { Spin } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './notices.module.css';

export function LoadingNotice(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['centre']} role="status">
      <Spin />
      <span className={styles['quiet']}>{t('state.loading')}</span>
    </div>
  );
}
