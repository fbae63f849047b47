import { Alert, Button, Flex, Form, Input, QRCode, Typography } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf, client } from '../api/client.js';
import { ShownOnce } from './ShownOnce.js';
import { useAccountAct, type Account } from './peopleQueries.js';

/** Adds, confirms and removes the second factor of the own account. */
export function SecondFactor({ account }: { readonly account: Account }): ReactElement {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useAccountAct((current: string) =>
    bodyOf(client.POST('/v1/account/second-factor', { body: { current } })),
  );
  const confirm = useAccountAct((code: string) => bodyOf(client.PUT('/v1/account/second-factor', { body: { code } })));
  const remove = useAccountAct((current: string) =>
    bodyOf(client.POST('/v1/account/second-factor/removal', { body: { current } })),
  );
  const finish = (recoveryCodes: readonly string[]): void => {
    setSecret(null);
    setCodes(recoveryCodes);
  };
  return (
    <>
      <p>
        {account.hasSecondFactor ? t('account.factorOn', { count: account.recoveryCodesLeft }) : t('account.factorOff')}
      </p>
      {account.hasSecondFactor ? (
        <OneField
          label={t('account.current')}
          submit={t('account.factorRemove')}
          isSecret
          problem={remove.isError ? t('account.wrongCurrent') : null}
          onSubmit={(current) => remove.mutate(current)}
        />
      ) : secret === null ? (
        <OneField
          label={t('account.current')}
          submit={t('account.factorBegin')}
          isSecret
          problem={begin.isError ? t('account.wrongCurrent') : null}
          onSubmit={(current) => begin.mutate(current, { onSuccess: setSecret })}
        />
      ) : (
        <>
          <p>{t('account.factorScan')}</p>
          <Flex gap={16} wrap align="center" style={{ marginBottom: 12 }}>
            <QRCode value={secret.uri} size={168} type="svg" />
            <Typography.Text copyable code style={{ overflowWrap: 'anywhere' }}>
              {secret.secret}
            </Typography.Text>
          </Flex>
          <OneField
            label={t('account.code')}
            submit={t('account.confirm')}
            problem={confirm.isError ? t('account.wrongCode') : null}
            onSubmit={(code) =>
              confirm.mutate(code.trim(), { onSuccess: ({ recoveryCodes }) => finish(recoveryCodes) })
            }
          />
        </>
      )}
      <ShownOnce
        title={t('account.recovery')}
        hint={t('account.recoveryHint')}
        text={codes?.join('  ') ?? null}
        onClose={() => setCodes(null)}
      />
    </>
  );
}

function OneField(props: {
  readonly label: string;
  readonly submit: string;
  readonly isSecret?: boolean;
  readonly problem: string | null;
  readonly onSubmit: (text: string) => void;
}): ReactElement {
  const { isSecret = false } = props;
  return (
    <Form<{ text: string }> layout="vertical" requiredMark={false} onFinish={({ text }) => props.onSubmit(text)}>
      {props.problem !== null && <Alert type="error" showIcon role="alert" title={props.problem} />}
      <Form.Item name="text" label={props.label} rules={[{ required: true }]}>
        {isSecret ? (
          <Input.Password autoComplete="current-password" />
        ) : (
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        )}
      </Form.Item>
      <Button htmlType="submit">{props.submit}</Button>
    </Form>
  );
}
