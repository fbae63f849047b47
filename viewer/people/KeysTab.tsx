import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select, Skeleton, Table, Tag } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RIGHTS_OF_ROLE, ROLES } from '#domain/people.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { RegionItem } from './RegionItem.js';
import { ShownOnce } from './ShownOnce.js';
import { useApiKeys, useCreateKey, useRevokeKey, type ApiKey, type KeyFields } from './peopleQueries.js';

/** Keys of programs: made, listed, revoked. */
export function KeysTab(): ReactElement {
  const { t } = useTranslation();
  const keys = useApiKeys();
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const show = (text: string): void => {
    setIsMaking(false);
    setMade(text);
  };
  return (
    <>
      <Button type="primary" onClick={() => setIsMaking(true)} style={{ marginBottom: 12 }}>
        {t('keyList.add')}
      </Button>
      {keys.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {keys.isError && <ProblemNotice thrown={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && <KeyTable keys={keys.data} />}
      <Drawer title={t('keyList.add')} open={isMaking} onClose={() => setIsMaking(false)} destroyOnHidden>
        <KeyForm onMade={show} />
      </Drawer>
      <ShownOnce title={t('keyList.newTitle')} hint={t('keyList.newHint')} text={made} onClose={() => setMade(null)} />
    </>
  );
}

function KeyTable({ keys }: { readonly keys: readonly ApiKey[] }): ReactElement {
  const { t } = useTranslation();
  const revoke = useRevokeKey();
  const columns = [
    { title: t('keyList.name'), dataIndex: 'name' },
    { title: t('people.role'), render: (_: unknown, { role }: ApiKey) => t(`role.${role}`) },
    { title: t('people.region'), render: (_: unknown, key: ApiKey) => key.adminCode || t('people.everywhere') },
    {
      title: t('keyList.rights'),
      render: (_: unknown, { rights }: ApiKey) => rights?.join(', ') ?? t('keyList.allRights'),
    },
    { title: t('keyList.expires'), render: (_: unknown, key: ApiKey) => momentOrDash(key.expiresAt) },
    { title: t('keyList.lastUsed'), render: (_: unknown, key: ApiKey) => momentOrDash(key.lastUsedAt) },
    {
      title: t('people.state'),
      render: (_: unknown, key: ApiKey) => {
        if (key.revokedAt !== null) return <Tag>{t('keyList.revoked')}</Tag>;
        if (key.expiresAt !== null && Date.parse(key.expiresAt) < Date.now()) return <Tag>{t('keyList.expired')}</Tag>;
        return (
          <Popconfirm
            title={t('keyList.revokeSure')}
            okText={t('keyList.revoke')}
            onConfirm={() => revoke.mutate(key.id)}
          >
            <Button size="small" danger>
              {t('keyList.revoke')}
            </Button>
          </Popconfirm>
        );
      },
    },
  ];
  return (
    <>
      {revoke.isError && <ProblemNotice thrown={revoke.error} />}
      <Table<ApiKey>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...keys]}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
      />
    </>
  );
}

const momentOrDash = (time: string | null): string => (time === null ? '—' : momentText(time));

function KeyForm({ onMade }: { readonly onMade: (text: string) => void }): ReactElement {
  const { t } = useTranslation();
  const create = useCreateKey();
  const [form] = Form.useForm<KeyFields>();
  const role = Form.useWatch('role', form) ?? 'approver';
  const submit = (fields: KeyFields): void => {
    const rights = (fields.rights?.length ?? 0) === 0 ? null : fields.rights;
    create.mutate({ ...fields, rights }, { onSuccess: ({ key }) => onMade(key) });
  };
  return (
    <>
      {create.isError && <ProblemNotice thrown={create.error} />}
      <Form<KeyFields>
        form={form}
        layout="vertical"
        initialValues={{ role: 'approver', adminCode: '', rights: [], expiresInDays: 365 }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('keyList.name')} rules={[{ required: true, whitespace: true }]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="role" label={t('people.role')}>
          <Select options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))} />
        </Form.Item>
        <RegionItem />
        <Form.Item name="rights" label={t('keyList.rights')} extra={t('keyList.allRights')}>
          <Select mode="multiple" options={RIGHTS_OF_ROLE[role].map((right) => ({ value: right, label: right }))} />
        </Form.Item>
        <Form.Item name="expiresInDays" label={t('keyList.days')}>
          <InputNumber min={1} max={730} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('keyList.add')}
        </Button>
      </Form>
    </>
  );
}
