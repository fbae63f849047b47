import { Button, Drawer, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { ShownOnce } from '../people/ShownOnce.js';
import { DeliveryList } from './DeliveryList.js';
import { WebhookForm } from './WebhookForm.js';
import { WebhookTable } from './WebhookTable.js';
import { useWebhooks, type Webhook } from './webhookQueries.js';

/** Who is told of changed flags: receivers, what was delivered to them, and what waits. */
export default function WebhooksPage(): ReactElement {
  const { t } = useTranslation();
  const webhooks = useWebhooks();
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null);
  const [shown, setShown] = useState<Webhook | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('webhook.title')}</h1>
        <span>{t('webhook.note')}</span>
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('webhook.add')}
        </Button>
      </header>
      {webhooks.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {webhooks.isError && <ProblemNotice thrown={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.isSuccess && webhooks.data.length === 0 && (
        <EmptyNotice title={t('webhook.empty')} detail={t('webhook.emptyDetail')} />
      )}
      {webhooks.isSuccess && webhooks.data.length > 0 && (
        <WebhookTable webhooks={webhooks.data} onEdit={setEdited} onShow={setShown} onSecret={setSecret} />
      )}
      <Drawer
        title={t(edited === 'new' ? 'webhook.add' : 'webhook.edit')}
        open={edited !== null}
        onClose={() => setEdited(null)}
        destroyOnHidden
      >
        {edited !== null && (
          <WebhookForm
            before={edited === 'new' ? null : edited}
            onDone={(made) => {
              setEdited(null);
              setSecret(made);
            }}
          />
        )}
      </Drawer>
      <Drawer
        title={shown === null ? '' : `${t('webhook.deliveries')} · ${shown.name}`}
        open={shown !== null}
        onClose={() => setShown(null)}
        size="large"
        destroyOnHidden
      >
        {shown !== null && <DeliveryList webhookId={shown.id} />}
      </Drawer>
      <ShownOnce
        title={t('webhook.secretTitle')}
        hint={t('webhook.secretHint')}
        text={secret}
        onClose={() => setSecret(null)}
      />
    </div>
  );
}
