import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { bodyOf, client } from '../api/client.js';
import { useLanguage } from '../i18n/language.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { areaText } from '#domain/areaText.js';
import { PermitTable } from './PermitTable.js';

/** One project: its permits in the order of their steps, and the steps that it lacks. */
export default function ProjectPage(): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { id = '' } = useParams();
  const detail = useQuery({
    queryKey: ['project', id],
    queryFn: () => bodyOf(client.GET('/v1/projects/{id}', { params: { path: { id } } })),
  });
  if (detail.isPending) return <Skeleton active />;
  if (detail.isError) return <ProblemNotice thrown={detail.error} onRetry={() => void detail.refetch()} />;
  const { project, permits, missingSteps } = detail.data;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{project.title ?? project.id}</h1>
        <span>{`${project.developer ?? ''} ${areaText(project.areaM2, language).hectare} ha`}</span>
      </header>
      {missingSteps.length > 0 && (
        <p>{t('permits.missingSteps', { steps: missingSteps.map((kind) => t(`permitKind.${kind}`)).join(', ') })}</p>
      )}
      <PermitTable permits={permits} />
    </div>
  );
}
