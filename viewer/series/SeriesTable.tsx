import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/time.js';
import type { PixelSeries } from '../api/model.js';
import styles from './series.module.css';

const numberText = (value: number | null): string => (value === null ? '—' : value.toFixed(4));

/** Every look of a pixel as a row: the same as the chart, for reading and copying. */
export function SeriesTable({ series }: { readonly series: PixelSeries }): ReactElement {
  const { t } = useTranslation();
  const hasProcess = series.looks.some(({ process }) => process !== null);
  return (
    <div className={styles['scroll']} role="region" aria-label={t('series.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('series.title')}>
        <thead>
          <tr>
            <th scope="col">{t('series.date')}</th>
            <th scope="col">{series.value}</th>
            <th scope="col">{t('series.seenAs')}</th>
            <th scope="col">{t('series.platform')}</th>
            {hasProcess && <th scope="col">{t('series.process')}</th>}
            {hasProcess && <th scope="col">{t('series.boundary')}</th>}
          </tr>
        </thead>
        <tbody>
          {series.looks.map(({ sceneId, time, value, seen, platform, process, boundary }) => (
            <tr key={sceneId}>
              <th scope="row">{dayOf(time)}</th>
              <td>{numberText(value)}</td>
              <td>{t(`series.seen.${seen}`)}</td>
              <td>{platform ?? '—'}</td>
              {hasProcess && <td>{numberText(process)}</td>}
              {hasProcess && <td>{numberText(boundary)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
