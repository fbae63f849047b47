import { Alert, Button, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf, client } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useAccountAct } from './peopleQueries.js';

interface Passwords {
  readonly current: string;
  readonly password: string;
  readonly repeat: string;
}

/** Chooses a new password for the own account. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }): ReactElement {
  const { t } = useTranslation();
  const change = useAccountAct(({ current, password }: Passwords) =>
    bodyOf(client.PUT('/v1/account/password', { body: { current, password } })),
  );
  return (
    <>
      {change.isError && <PasswordProblem thrown={change.error} />}
      <Form<Passwords>
        layout="vertical"
        requiredMark={false}
        onFinish={(passwords) => change.mutate(passwords, { onSuccess: onChanged })}
      >
        <Form.Item name="current" label={t('account.current')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('account.next')}
          extra={t('account.nextHint')}
          rules={[{ required: true, min: 10, message: t('account.nextHint') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={t('account.repeat')}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, repeat) =>
                repeat === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('account.different'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.password')}
        </Button>
      </Form>
    </>
  );
}

function PasswordProblem({ thrown }: { readonly thrown: unknown }): ReactElement {
  const { t } = useTranslation();
  const { status, code, expected } = problemOf(thrown);
  const sentence =
    status === 403
      ? t('account.wrongCurrent')
      : status === 429
        ? t('signIn.tooMany')
        : code === 'account.password'
          ? t('account.notGood') + (expected ?? '')
          : null;
  if (sentence === null) return <ProblemNotice thrown={thrown} />;
  return <Alert type="error" showIcon role="alert" title={sentence} style={{ marginBottom: 16 }} />;
}
