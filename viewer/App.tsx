import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { isPassing, problemOf } from './api/problem.js';
import { isSignedOut } from './api/session.js';
import { useLanguage } from './i18n/language.js';
import { useAppearance } from './layout/appearance.js';
import { LoadingNotice } from './layout/LoadingNotice.js';
import { PAGES } from './pages.js';
import { PageGuard } from './layout/PageGuard.js';
import { Shell } from './layout/Shell.js';
import { NotFoundPage } from './pages/NotFoundPage.js';
import { themeOf } from './theme.js';

const SignInPage = lazy(() => import('./pages/SignInPage.js'));

export function App(): ReactElement {
  const { language } = useLanguage();
  const { appearance } = useAppearance();
  const [queries] = useState(createQueryClient);
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={themeOf(appearance)} wave={{ disabled: true }}>
      <AntApp style={{ height: '100%' }}>
        <QueryClientProvider client={queries}>
          <PageGuard>
            <BrowserRouter>
              <Suspense fallback={<LoadingNotice />}>
                <Routes>
                  <Route path="/sign-in" element={<SignInPage />} />
                  <Route element={<Shell />}>
                    {PAGES.map(({ path, Page }) => (
                      <Route key={path} path={path} element={<Page />} />
                    ))}
                    <Route path="*" element={<NotFoundPage />} />
                  </Route>
                </Routes>
              </Suspense>
            </BrowserRouter>
          </PageGuard>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

/** Passing trouble is tried once more; a session that ended anywhere ends it everywhere. */
function createQueryClient(): QueryClient {
  const onError = (thrown: unknown): void => {
    if (isSignedOut(thrown)) queries.setQueryData(['session'], null);
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, thrown) => failures < 1 && isPassing(problemOf(thrown)),
      },
    },
  });
  return queries;
}
