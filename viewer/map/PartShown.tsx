import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './map.module.css';

/** Says that there is more here than is drawn: what is missing must not look like what is not there. */
export function PartShown({ count }: { readonly count: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <p className={styles['partShown']} role="status">
      {t('map.partShown', { count })}
    </p>
  );
}
