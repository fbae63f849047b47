import { lazy, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLiveNews } from '../api/liveNews.js';
import type { User } from '../api/model.js';
import { useSession } from '../api/session.js';
import { Header } from './Header.js';
import { LoadingNotice } from './LoadingNotice.js';
import { ProblemNotice } from './ProblemNotice.js';
import styles from './Shell.module.css';

const FirstPasswordPage = lazy(() => import('../people/FirstPasswordPage.js'));

/** Everything behind the sign-in: header, live news, and the page. */
export function Shell(): ReactElement {
  const session = useSession();
  const location = useLocation();
  if (session.isPending) return <LoadingNotice />;
  if (session.isError) return <ProblemNotice thrown={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  }
  if (session.data.mustChangePassword) return <FirstPasswordPage />;
  return <SignedInShell user={session.data} />;
}

function SignedInShell({ user }: { readonly user: User }): ReactElement {
  const { t } = useTranslation();
  const connection = useLiveNews();
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#main">
        {t('app.skipToContent')}
      </a>
      <Header user={user} connection={connection} />
      <main id="main" className={styles['main']} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
