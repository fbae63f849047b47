import { DownOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { Right } from '#domain/people.js';
import { pagesOfMenu } from '../pages.js';

/** The pages that are opened less often, behind the last entry of the header's row. */
export function DataMenu({ rights }: { readonly rights: readonly Right[] }): ReactElement | null {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const pages = pagesOfMenu('data', rights);
  if (pages.length === 0) return null;
  const shown = pages.find(({ href }) => pathname.startsWith(href));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: pages.map(({ href, title }) => ({ key: href, label: t(title) })),
        selectedKeys: shown === undefined ? [] : [shown.href],
        onClick: ({ key }) => void navigate(key),
      }}
    >
      <button type="button" aria-current={shown === undefined ? undefined : 'page'}>
        {shown === undefined ? t('nav.data') : t(shown.title)}
        <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
