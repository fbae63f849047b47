import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../layout/DayInput.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { AuditTable } from './AuditTable.js';
import { AUDIT_NOUNS } from './auditWords.js';
import { useAudit, useAuditVerification, type AuditSearch } from './auditQueries.js';

const ANY: AuditSearch = { noun: '', nounId: '', actor: '', from: '', to: '' };

/** Who did what and when, searched and held against its hash chain. */
export default function AuditPage(): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState(ANY);
  const audit = useAudit(search);
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('audit.title')}</h1>
        <VerifyButton />
        <Button href="/v1/audit.jsonl" download icon={<DownloadOutlined aria-hidden />}>
          {t('audit.export')}
        </Button>
      </header>
      <SearchRow search={search} onSearch={setSearch} />
      {audit.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {audit.isError && <ProblemNotice thrown={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isSuccess && entries.length === 0 && (
        <EmptyNotice title={t('audit.empty')} detail={t('audit.emptyDetail')} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {audit.hasNextPage && (
        <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  );
}

function SearchRow(props: {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { search, onSearch } = props;
  return (
    <div className={styles['filters']} role="search">
      <Select
        aria-label={t('audit.noun')}
        value={search.noun}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('audit.anyNoun') },
          ...AUDIT_NOUNS.map((value) => ({ value, label: t(`auditNoun.${value}`) })),
        ]}
        onChange={(noun) => onSearch({ ...search, noun })}
      />
      <Input.Search
        allowClear
        aria-label={t('audit.nounId')}
        placeholder={t('audit.nounId')}
        onSearch={(nounId) => onSearch({ ...search, nounId })}
      />
      <Input.Search
        allowClear
        aria-label={t('audit.actor')}
        placeholder={t('audit.actor')}
        onSearch={(actor) => onSearch({ ...search, actor })}
      />
      <DayInput
        label={t('dashboard.from')}
        value={search.from}
        max={search.to}
        onDay={(from) => onSearch({ ...search, from })}
      />
      <DayInput
        label={t('dashboard.to')}
        value={search.to}
        min={search.from}
        onDay={(to) => onSearch({ ...search, to })}
      />
    </div>
  );
}

function VerifyButton(): ReactElement {
  const { t } = useTranslation();
  const verify = useAuditVerification();
  return (
    <>
      <Button
        icon={<SafetyCertificateOutlined aria-hidden />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {t('audit.verify')}
      </Button>
      {verify.isError && <ProblemNotice thrown={verify.error} />}
      {verify.isSuccess && (
        <Alert
          role="status"
          type={verify.data.isUnbroken ? 'success' : 'error'}
          showIcon
          closable
          title={
            verify.data.isUnbroken
              ? t('audit.unbroken', { count: verify.data.count })
              : t('audit.broken', { count: verify.data.faultCount, first: verify.data.faults[0]?.sequence ?? 0 })
          }
          description={<code className={styles['code']}>{verify.data.head}</code>}
        />
      )}
    </>
  );
}
