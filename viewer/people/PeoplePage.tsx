import { Tabs } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../layout/table.module.css';
import { KeysTab } from './KeysTab.js';
import { PeopleTab } from './PeopleTab.js';

/** Who may sign in here, and which programs. */
export default function PeoplePage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('people.title')}</h1>
      </header>
      <Tabs
        items={[
          { key: 'people', label: t('people.people'), children: <PeopleTab /> },
          { key: 'keys', label: t('people.keys'), children: <KeysTab /> },
        ]}
      />
    </div>
  );
}
