import { Table } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permit } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import styles from '../layout/table.module.css';
import { areaText } from '#domain/areaText.js';

/** Permits with their terms. @param projectOf how a project is shown */
export function PermitTable(props: {
  readonly permits: readonly Permit[];
  readonly projectOf?: (id: string) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { projectOf } = props;
  const together = styles['together'] ?? '';
  const columns = [
    { title: t('permits.caseNumber'), render: (_: unknown, { properties: p }: Permit) => p.caseNumber },
    { title: t('permits.kind'), render: (_: unknown, { properties: p }: Permit) => t(`permitKind.${p.kind}`) },
    {
      title: t('permits.stage'),
      className: together,
      render: (_: unknown, { properties: p }: Permit) => t(`permitStage.${p.stage}`),
    },
    {
      title: t('permits.term'),
      render: (_: unknown, { properties: p }: Permit) => (
        <>
          <span className={together}>{p.grantedOn} –</span> <span className={together}>{p.validTo}</span>
        </>
      ),
    },
    {
      title: t('permits.area'),
      className: together,
      align: 'right' as const,
      render: (_: unknown, { properties: p }: Permit) =>
        p.approvedAreaM2 === null ? '—' : `${areaText(p.approvedAreaM2, language).m2} m²`,
    },
    {
      title: t('permits.revision'),
      align: 'right' as const,
      render: (_: unknown, { properties: p }: Permit) => p.revision,
    },
    ...(projectOf === undefined
      ? []
      : [
          {
            title: t('permits.project'),
            className: together,
            render: (_: unknown, { properties: p }: Permit) => (p.projectId === null ? '—' : projectOf(p.projectId)),
          },
        ]),
  ];
  return (
    <Table<Permit>
      size="small"
      rowKey={({ properties }) => properties.caseNumber}
      columns={columns}
      dataSource={[...props.permits]}
      scroll={{ x: 760 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
    />
  );
}
