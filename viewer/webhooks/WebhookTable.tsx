import { Button, Popconfirm, Space } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { useChangeWebhook, useDeleteWebhook, useNewSecret, type Webhook } from './webhookQueries.js';

const COLUMNS = ['name', 'status', 'waiting', 'upTo', 'region', 'by'] as const;
const NUMBERS: readonly string[] = ['waiting', 'upTo'];
const COLOURS = { active: 'var(--good)', paused: 'var(--warn)', disabled: 'var(--bad)' } as const;

interface WebhookActs {
  readonly onEdit: (webhook: Webhook) => void;
  readonly onShow: (webhook: Webhook) => void;
  readonly onSecret: (secret: string) => void;
}

export function WebhookTable({
  webhooks,
  ...acts
}: WebhookActs & { readonly webhooks: readonly Webhook[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('webhook.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('webhook.title')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={NUMBERS.includes(name) ? styles['number'] : undefined}>
                {t(`webhook.column.${name}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} {...acts} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WebhookRow({ webhook, ...acts }: WebhookActs & { readonly webhook: Webhook }): ReactElement {
  const { t } = useTranslation();
  const { name, url, status, disabledBecause, waiting, upTo, adminCode, createdBy, createdAt } = webhook;
  return (
    <tr>
      <th scope="row" className={styles['wrapped']}>
        {name}
        <small className={styles['code']}>{url}</small>
      </th>
      <td className={styles['wrapped']}>
        <span className={styles['state']} style={{ color: COLOURS[status] }}>
          <span className={styles['dot']} aria-hidden />
          {t(`webhook.status.${status}`)}
        </span>
        {disabledBecause !== null && <small>{disabledBecause}</small>}
      </td>
      <td className={styles['number']}>{waiting}</td>
      <td className={styles['number']}>{upTo}</td>
      <td className="figures">{adminCode === '' ? t('people.everywhere') : adminCode}</td>
      <td>
        {createdBy}
        <small>{momentText(createdAt)}</small>
      </td>
      <td>
        <RowActs webhook={webhook} {...acts} />
      </td>
    </tr>
  );
}

function RowActs({ webhook, onEdit, onShow, onSecret }: WebhookActs & { readonly webhook: Webhook }): ReactElement {
  const { t } = useTranslation();
  const change = useChangeWebhook();
  const renew = useNewSecret();
  const forget = useDeleteWebhook();
  const isActive = webhook.status === 'active';
  const failure = change.error ?? renew.error ?? forget.error;
  return (
    <>
      <Space wrap size={6}>
        <Button size="small" onClick={() => onShow(webhook)}>
          {t('webhook.deliveries')}
        </Button>
        <Button
          size="small"
          loading={change.isPending}
          onClick={() => change.mutate({ ...webhook, status: isActive ? 'paused' : 'active' })}
        >
          {t(isActive ? 'webhook.pause' : 'webhook.resume')}
        </Button>
        <Button size="small" onClick={() => onEdit(webhook)}>
          {t('webhook.edit')}
        </Button>
        <Popconfirm
          title={t('webhook.newSecretAsk')}
          onConfirm={() => renew.mutate(webhook.id, { onSuccess: onSecret })}
        >
          <Button size="small" loading={renew.isPending}>
            {t('webhook.newSecret')}
          </Button>
        </Popconfirm>
        <Popconfirm title={t('webhook.forgetAsk')} onConfirm={() => forget.mutate(webhook.id)}>
          <Button size="small" danger loading={forget.isPending}>
            {t('webhook.forget')}
          </Button>
        </Popconfirm>
      </Space>
      {failure !== null && <ProblemNotice thrown={failure} />}
    </>
  );
}
