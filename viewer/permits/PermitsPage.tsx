import { useQuery } from '@tanstack/react-query';
import { Input, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { bodyOf, client } from '../api/client.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { PermitTable } from './PermitTable.js';

/** Permits in their current revision, found by case number, each leading to its project. */
export default function PermitsPage(): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const permits = useQuery({
    queryKey: ['permits', 'list', search],
    queryFn: async () => {
      const query = { limit: 500, ...(search === '' ? {} : { search }) };
      return (await bodyOf(client.GET('/v1/permits', { params: { query } }))).features;
    },
  });
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('permits.title')}</h1>
        <Input.Search
          allowClear
          aria-label={t('permits.search')}
          placeholder={t('permits.search')}
          onSearch={setSearch}
          style={{ maxWidth: 320 }}
        />
      </header>
      {permits.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {permits.isError && <ProblemNotice thrown={permits.error} onRetry={() => void permits.refetch()} />}
      {permits.isSuccess && (
        <PermitTable
          permits={permits.data}
          projectOf={(id) => <Link to={`/projects/${encodeURIComponent(id)}`}>{id}</Link>}
        />
      )}
    </div>
  );
}
