import { App, Badge, Button, Flex, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf, client } from '../api/client.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { PasswordForm } from './PasswordForm.js';
import { SecondFactor } from './SecondFactor.js';
import { useAccount, useAccountAct, type Account } from './peopleQueries.js';

/** Password, second factor and sessions of whoever is signed in. */
export default function AccountPage(): ReactElement {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <div className={styles['page']} style={{ maxWidth: 760 }}>
      <header className={styles['head']}>
        <h1>{t('account.title')}</h1>
        {account.data?.user.name}
      </header>
      {account.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {account.isError && <ProblemNotice thrown={account.error} onRetry={() => void account.refetch()} />}
      {account.isSuccess && <AccountCards account={account.data} />}
    </div>
  );
}

function AccountCards({ account }: { readonly account: Account }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <Flex vertical gap={16}>
      {account.signsInBy === 'identityProvider' ? (
        <p>{t('account.provider')}</p>
      ) : (
        <>
          <Card title={t('account.password')}>
            <PasswordForm onChanged={() => void message.success(t('account.changed'))} />
          </Card>
          <Card title={t('account.factor')}>
            <SecondFactor account={account} />
          </Card>
        </>
      )}
      <Card title={t('account.sessions')}>
        <Sessions sessions={account.sessions} />
      </Card>
    </Flex>
  );
}

function Sessions({ sessions }: { readonly sessions: Account['sessions'] }): ReactElement {
  const { t } = useTranslation();
  const end = useAccountAct((sessionId: string) =>
    bodyOf(client.DELETE('/v1/account/sessions/{sessionId}', { params: { path: { sessionId } } })),
  );
  const endOthers = useAccountAct(() => bodyOf(client.DELETE('/v1/account/sessions')));
  return (
    <>
      <ul style={{ padding: 0, listStyle: 'none' }}>
        {sessions.map((session) => (
          <li key={session.id} style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
            <Flex justify="space-between" align="center" gap={12}>
              <span>
                {session.address} · {t('account.started', { time: momentText(session.startedAt) })} ·{' '}
                {t('account.lastUsed', { time: momentText(session.lastUsedAt) })}
                <br />
                <small>{session.agent}</small>
              </span>
              {session.isThis ? (
                <Badge status="success" text={t('account.thisOne')} style={{ whiteSpace: 'nowrap' }} />
              ) : (
                <Button size="small" onClick={() => end.mutate(session.id)}>
                  {t('account.end')}
                </Button>
              )}
            </Flex>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <Button onClick={() => endOthers.mutate(undefined)}>{t('account.endOthers')}</Button>}
    </>
  );
}
