import {
  LogoutOutlined,
  MoonOutlined,
  SettingOutlined,
  SunOutlined,
  TeamOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useNavigate } from 'react-router';
import type { LiveConnection } from '../api/liveNews.js';
import type { User } from '../api/model.js';
import { useSignOut } from '../api/session.js';
import { useLanguage } from '../i18n/language.js';
import { NoticeBell } from '../notices/NoticeBell.js';
import { pagesOfMenu } from '../pages.js';
import { RunIndicator } from '../runs/RunIndicator.js';
import { useAppearance } from './appearance.js';
import { DataMenu } from './DataMenu.js';
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
        {pagesOfMenu('row', props.user.rights).map(({ href, title }) => (
          <NavLink key={href} to={href} end={href === '/'}>
            {t(title)}
          </NavLink>
        ))}
        <DataMenu rights={props.user.rights} />
      </nav>
      <span className={styles['spacer']} />
      <div className={styles['tools']}>
        <RunIndicator connection={props.connection} />
        <NoticeBell />
        <AppearanceSwitch />
        <LanguageSwitch />
        <Account user={props.user} />
      </div>
    </header>
  );
}

function AppearanceSwitch(): ReactElement {
  const { t } = useTranslation();
  const { appearance, choose } = useAppearance();
  const isDark = appearance === 'dark';
  const label = t(isDark ? 'nav.light' : 'nav.dark');
  return (
    <button
      type="button"
      className={styles['tool']}
      aria-label={label}
      title={label}
      onClick={() => choose(isDark ? 'light' : 'dark')}
    >
      {isDark ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
    </button>
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

const ICONS: Readonly<Record<string, ReactElement>> = {
  '/account': <SettingOutlined aria-hidden />,
  '/people': <TeamOutlined aria-hidden />,
};

function Account({ user }: { readonly user: User }): ReactElement {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const items = [
    ...pagesOfMenu('account', user.rights).map(({ href, title }) => ({
      key: href,
      icon: ICONS[href],
      label: t(title),
    })),
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
