import { Table } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permit } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '#domain/areaText.js';

/** Permits with their terms. @param projectOf how a project is shown */
export function PermitTable(props: {
  readonly permits: readonly Permit[];
  readonly projectOf?: (id: string) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { projectOf } = props;
  const columns = [
    { title: t('permits.caseNumber'), render: (_: unknown, { properties: p }: Permit) => p.caseNumber },
    { title: t('permits.kind'), render: (_: unknown, { properties: p }: Permit) => t(`permitKind.${p.kind}`) },
    { title: t('permits.stage'), render: (_: unknown, { properties: p }: Permit) => t(`permitStage.${p.stage}`) },
    {
      title: t('permits.term'),
      render: (_: unknown, { properties: p }: Permit) => `${p.grantedOn} – ${p.validTo ?? ''}`,
    },
    {
      title: t('permits.area'),
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
