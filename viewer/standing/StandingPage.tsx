import { Segmented, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PERMIT_FINDING_KINDS, type PermitFindingKind } from '#domain/violation.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { PermitFindingTable } from './PermitFindingTable.js';
import { QuotaFindingTable } from './QuotaFindingTable.js';
import own from './standing.module.css';
import { useStandingFindings, type StandingFindings } from './standingQueries.js';

const SHOWN = ['all', ...PERMIT_FINDING_KINDS, 'quotaExceeded'] as const;
type Shown = (typeof SHOWN)[number];

/** Permits that nobody used or whose term ran out, and zones beyond their quota: what stands until a run says otherwise. */
export default function StandingPage(): ReactElement {
  const { t } = useTranslation();
  const standing = useStandingFindings();
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('standing.title')}</h1>
        <span>{t('standing.note')}</span>
      </header>
      {standing.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {standing.isError && <ProblemNotice thrown={standing.error} onRetry={() => void standing.refetch()} />}
      {standing.isSuccess && <Findings found={standing.data} />}
    </div>
  );
}

function Findings({ found }: { readonly found: StandingFindings }): ReactElement {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('all');
  const ofKind = (kind: PermitFindingKind) => found.permits.filter((permit) => permit.kind === kind);
  const countOf = (choice: Shown): number =>
    choice === 'all'
      ? found.permits.length + found.quotas.length
      : choice === 'quotaExceeded'
        ? found.quotas.length
        : ofKind(choice).length;
  if (countOf('all') === 0) return <EmptyNotice title={t('standing.empty')} detail={t('standing.emptyDetail')} />;
  const permits = shown === 'all' ? found.permits : shown === 'quotaExceeded' ? [] : ofKind(shown);
  const quotas = shown === 'all' || shown === 'quotaExceeded' ? found.quotas : [];
  return (
    <>
      <div className={own['choices']}>
        <Segmented<Shown>
          aria-label={t('standing.kind')}
          value={shown}
          onChange={setShown}
          options={SHOWN.map((value) => ({ value, label: `${t(`standing.kinds.${value}`)} ${countOf(value)}` }))}
        />
      </div>
      {permits.length > 0 && <PermitFindingTable findings={permits} />}
      {quotas.length > 0 && <QuotaFindingTable findings={quotas} />}
      {permits.length + quotas.length === 0 && <EmptyNotice title={t('standing.noneOfKind')} />}
    </>
  );
}
