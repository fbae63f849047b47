import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDayOf } from '#domain/time.js';
import { m2ToMu } from '#domain/units.js';
import { EXPORT_FORMATS, useAlertExport, type ExportFormat } from '../api/exports.js';
import type { Alert } from '../api/model.js';
import { problemOf } from '../api/problem.js';
import { useExplanationText } from '../i18n/language.js';
import { problemSentence } from '../layout/ProblemNotice.js';
import type { AlertFilter } from '../state/alertFilter.js';
import type { ExportTable } from '../state/exportTable.js';

/** Hands out the alerts that the filter leaves, in its order. */
export function ExportButton({ filter }: { readonly filter: AlertFilter }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tableOf = useAlertTable();
  const { mutate, isPending } = useAlertExport();
  const save = (format: ExportFormat): void => {
    const fileName = `planwatch-alerts-${officeDayOf(new Date().toISOString())}`;
    mutate(
      { filter, format, fileName, tableOf },
      {
        onSuccess: ({ exported, matched }) => {
          if (exported < matched) message.warning(t('export.cut', { exported, matched }));
        },
        onError: (thrown) => void message.error(problemSentence(problemOf(thrown), t)),
      },
    );
  };
  const items = EXPORT_FORMATS.map((key) => ({ key, label: t(`export.format.${key}`) }));
  return (
    <Dropdown
      trigger={['click']}
      disabled={isPending}
      menu={{ items, onClick: ({ key }) => save(key as ExportFormat) }}
    >
      <Button size="small" type="text" loading={isPending} icon={<DownloadOutlined aria-hidden />}>
        {t('export.title')}
      </Button>
    </Dropdown>
  );
}

/** Alerts in the words of the reader's language. */
function useAlertTable(): (alerts: readonly Alert[]) => ExportTable {
  const { t } = useTranslation();
  const explain = useExplanationText();
  return (alerts) => ({
    columns: [
      t('export.column.id'),
      t('export.column.kind'),
      t('export.column.severity'),
      t('export.column.status'),
      t('silence.column.region'),
      t('export.column.areaM2'),
      t('export.column.areaMu'),
      t('export.column.onsetFrom'),
      t('export.column.onsetTo'),
      t('export.column.lon'),
      t('export.column.lat'),
      t('export.column.permits'),
      t('export.column.raisedAt'),
      t('export.column.dueOn'),
      t('export.column.caseNumber'),
      t('export.column.explanation'),
    ],
    rows: alerts.map(({ id, properties: p }) => [
      id,
      t(`violation.${p.kind}`),
      t(`severity.${p.severity}`),
      t(`alertStatus.${p.status}`),
      p.adminCode,
      Math.round(p.areaM2),
      Math.round(m2ToMu(p.areaM2) * 100) / 100,
      p.onsetFrom,
      p.onsetTo,
      p.centre[0],
      p.centre[1],
      p.permitCaseNumbers.join('; '),
      officeDayOf(p.raisedAt),
      p.dueOn,
      p.enforcementCaseNumber,
      explain(p.explanation),
    ]),
  });
}
