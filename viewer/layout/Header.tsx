import { LogoutOutlined, SettingOutlined, TeamOutlined, TranslationOutlined, UserOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useNavigate } from 'react-router';
import type { LiveConnection } from '../api/liveNews.js';
import type { User } from '../api/model.js';
import { useSignOut } from '../api/session.js';
import { useLanguage } from '../i18n/language.js';
import { RunIndicator } from '../runs/RunIndicator.js';
import styles from './Shell.module.css';

export function Header(props: { readonly user: User; readonly connection: LiveConnection }): ReactElement {
  const { t } = useTranslation();
  return (
    <header className={styles['header']}>
      <Link to="/" className={styles['brand']} aria-label={t('app.name')}>
        <img src="/mark.svg" width={26} height={26} alt="" />
        <span className={styles['brandName']}>{t('app.name')}</span>
        <span className={styles['brandNote']}>{t('app.fullName')}</span>
      </Link>
      <nav className={styles['nav']} aria-label={t('nav.main')}>
        <NavLink to="/" end>
          {t('nav.map')}
        </NavLink>
        <NavLink to="/runs">{t('nav.runs')}</NavLink>
        <NavLink to="/layers">{t('nav.layers')}</NavLink>
        <NavLink to="/permits">{t('nav.permits')}</NavLink>
      </nav>
      <span className={styles['spacer']} />
      <div className={styles['tools']}>
        <RunIndicator connection={props.connection} />
        <LanguageSwitch />
        <Account user={props.user} />
      </div>
    </header>
  );
}

/** Names the language it leads to, in that language. */
export function LanguageSwitch(): ReactElement {
  const { language, choose } = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className={styles['tool']} lang={other} onClick={() => choose(other)}>
      <TranslationOutlined aria-hidden />
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

function Account({ user }: { readonly user: User }): ReactElement {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const items = [
    { key: '/account', icon: <SettingOutlined aria-hidden />, label: t('account.title') },
    ...(user.rights.includes('manageUsers')
      ? [{ key: '/people', icon: <TeamOutlined aria-hidden />, label: t('people.title') }]
      : []),
    { key: 'signOut', icon: <LogoutOutlined aria-hidden />, label: t('nav.signOut') },
  ];
  const choose = (key: string): void => {
    if (key === 'signOut') signOut.mutate();
    else void navigate(key);
  };
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => choose(key) }} trigger={['click']} placement="bottomRight">
      <button type="button" className={styles['tool']} aria-label={`${t('nav.account')}: ${user.name}`}>
        <UserOutlined aria-hidden />
        <span className={styles['accountName']}>{user.name}</span>
        <span className={styles['accountRole']}>· {t(`role.${user.role}`)}</span>
      </button>
    </Dropdown>
  );
}
