import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../api/session.js';
import { Card } from '../layout/Card.js';
import styles from '../pages/SignInPage.module.css';
import { PasswordForm } from './PasswordForm.js';

/** All that is open to somebody whose password was chosen by somebody else. */
export default function FirstPasswordPage(): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const signOut = useSignOut();
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <Card title={t('account.password')}>
          <Alert type="info" showIcon title={t('account.must')} className={styles['problem']} />
          <PasswordForm onChanged={() => void queries.invalidateQueries({ queryKey: ['session'] })} />
          <Button type="link" onClick={() => signOut.mutate()} style={{ marginTop: 8, padding: 0 }}>
            {t('nav.signOut')}
          </Button>
        </Card>
      </div>
    </main>
  );
}
