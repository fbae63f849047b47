import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { problemOf } from '../api/problem.js';
import { useSession, useSignIn, useSignInMethods } from '../api/session.js';
import { LanguageSwitch } from '../layout/Header.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from './SignInPage.module.css';

interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

const CODE_STEPS = ['session.secondFactor', 'session.secondFactorWrong'];

export default function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const target = useTarget();
  if (session.data) return <Navigate to={target} replace />;
  return (
    <main className={styles['page']}>
      <div className={styles['language']}>
        <LanguageSwitch />
      </div>
      <section className={styles['card']} aria-labelledby="sign-in-title">
        <div className={styles['brand']}>
          <img src="/mark.svg" width={44} height={44} alt="" />
          <div>
            <h1 id="sign-in-title">
              {t('app.name')} <span className={styles['note']}>{t('app.fullName')}</span>
            </h1>
            <p>{t('app.tagline')}</p>
          </div>
        </div>
        <SignInForm />
        <ProviderLink />
        <p className={styles['hint']}>{t('signIn.firstRun')}</p>
      </section>
    </main>
  );
}

function SignInForm(): ReactElement {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const asksForCode = signIn.isError && CODE_STEPS.includes(problemOf(signIn.error).code);
  const [hasCode, setHasCode] = useState(false);
  if (asksForCode && !hasCode) setHasCode(true);
  return (
    <>
      {signIn.isError && <SignInProblem thrown={signIn.error} />}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(credentials) => signIn.mutate(credentials)}>
        <Form.Item name="name" label={t('signIn.name')} rules={[{ required: true, message: t('signIn.nameMissing') }]}>
          <Input size="large" prefix={<UserOutlined aria-hidden />} autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password size="large" prefix={<LockOutlined aria-hidden />} autoComplete="current-password" />
        </Form.Item>
        {hasCode && (
          <Form.Item name="code" label={t('signInStep.code')} rules={[{ required: true }]}>
            <Input size="large" autoComplete="one-time-code" autoFocus maxLength={40} />
          </Form.Item>
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
    </>
  );
}

/** Leads to the identity provider, where one is configured. */
function ProviderLink(): ReactElement | null {
  const { t } = useTranslation();
  const provider = useSignInMethods().data?.identityProvider;
  if (!provider) return null;
  return (
    <Button size="large" block href={provider.href} style={{ marginTop: 12 }}>
      {t('signInStep.provider', { title: provider.title })}
    </Button>
  );
}

/** A refused sign-in is said in a sentence; everything else with all that the server said. */
function SignInProblem({ thrown }: { readonly thrown: unknown }): ReactElement | null {
  const { t } = useTranslation();
  const { status, code } = problemOf(thrown);
  if (code === 'session.secondFactor') return null;
  if (status !== 401 && status !== 403 && status !== 429) return <ProblemNotice thrown={thrown} />;
  const wrong = code === 'session.secondFactorWrong' ? t('signInStep.codeWrong') : t('signIn.wrong');
  const sentence = status === 429 ? t('signIn.tooMany') : wrong;
  return <Alert className={styles['problem']} type="error" showIcon role="alert" title={sentence} />;
}

/** Where the reader wanted to go; only addresses of this site. */
function useTarget(): string {
  const { from } = (useLocation().state ?? {}) as { from?: unknown };
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/';
}
