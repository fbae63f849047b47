import { Descriptions } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '#domain/areaText.js';
import type { LayerRecord } from './layerQueries.js';

type Quality = NonNullable<LayerRecord['quality']>;
type Comparison = NonNullable<LayerRecord['comparison']>;

/** What an import found, and what it changes against the version before. */
export function QualityReport(props: {
  readonly quality: Quality;
  readonly comparison: Comparison | null;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { quality, comparison } = props;
  const hectares = (areaM2: number): string => `${areaText(areaM2, language).hectare} ha`;
  const notAssessed = t('state.notAssessed');
  const items = [
    { key: 'features', children: quality.features },
    { key: 'area', children: hectares(quality.areaM2) },
    { key: 'repaired', children: quality.repaired.count },
    { key: 'refused', children: quality.refused.count },
    { key: 'leftOut', children: quality.leftOut.count },
    { key: 'overlaps', children: quality.overlaps?.count ?? notAssessed },
    { key: 'slivers', children: quality.slivers.count },
    { key: 'gaps', children: quality.gaps?.count ?? notAssessed },
    { key: 'duplicateCodes', children: quality.duplicateCodes.count },
    { key: 'unknownCodes', children: quality.unknownCodes.items.map(({ code }) => code).join(', ') || '0' },
    { key: 'missingFields', children: quality.missingFields.map(({ field }) => field).join(', ') || '0' },
    { key: 'areasDiffer', children: quality.statedArea?.differing.count ?? '—' },
    {
      key: 'freshness',
      children: quality.freshness.isOverdue ? t('layers.report.overdue') : (quality.freshness.asOf ?? '—'),
    },
    { key: 'suspectedOffset', children: quality.suspectedOffset?.system ?? '—' },
  ].map((item) => ({ ...item, label: t(`layers.report.${item.key}` as 'layers.report.features') }));
  const problems = [...quality.refused.items, ...quality.repaired.items, ...quality.leftOut.items];
  return (
    <section>
      <h3>{t('layers.report.title')}</h3>
      <Descriptions size="small" bordered column={2} items={items} />
      <ul>
        {problems.map(({ feature, message, at }) => (
          <li key={`${feature}${message}`}>
            {message.startsWith(feature) ? message : `${feature}: ${message}`}
            {at !== null && ` (${at.map((degrees) => degrees.toFixed(5)).join(', ')})`}
          </li>
        ))}
      </ul>
      {comparison !== null && comparison.before !== null && (
        <>
          <h3>{t('layers.report.against', { version: comparison.before })}</h3>
          <p>{t('layers.report.counts', { ...comparison })}</p>
        </>
      )}
    </section>
  );
}
