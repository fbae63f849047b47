import { Segmented, Select, Skeleton } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PixelSeries, Scene } from '../api/model.js';
import { useScenes, useWatchAreas } from '../api/queries.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { areaAt, type Place } from '../state/areaAt.js';
import styles from './series.module.css';
import { usePixelSeries } from './seriesQueries.js';
import { SeriesTable } from './SeriesTable.js';

/** The chart's library is large, and most visits need none of it. */
const SeriesChart = lazy(() => import('./SeriesChart.js'));

/** A place over time, with what the series monitor of its watch area says of it. */
export function PlaceSeries({ place }: { readonly place: Place }): ReactElement {
  const { t } = useTranslation();
  const areas = useWatchAreas();
  if (areas.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (areas.isError) return <ProblemNotice thrown={areas.error} onRetry={() => void areas.refetch()} />;
  const area = areaAt(areas.data, place);
  if (area === null) return <p className={styles['quiet']}>{t('series.noArea')}</p>;
  return <SeriesOfArea areaId={area.id} place={place} />;
}

/** Indices worth a look at any place; bands are named by the scenes. */
const INDICES = ['ndvi', 'ndbi', 'bsi', 'nbr', 'mndwi'] as const;

function SeriesOfArea({ areaId, place }: { readonly areaId: string; readonly place: Place }): ReactElement {
  const { t } = useTranslation();
  const [value, setValue] = useState<string | null>(null);
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const series = usePixelSeries(areaId, place, value);
  const scenes = useScenes().data ?? [];
  if (series.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (series.isError) return <ProblemNotice thrown={series.error} onRetry={() => void series.refetch()} />;
  const { data } = series;
  const clear = data.looks.filter((look) => look.value !== null).length;
  return (
    <div className={styles['place']} aria-busy={series.isFetching}>
      <div className={styles['bar']}>
        <Select
          size="small"
          aria-label={t('series.value')}
          value={data.value}
          onChange={setValue}
          options={valuesOf(data, scenes).map((name) => ({ value: name, label: name }))}
          popupMatchSelectWidth={false}
        />
        <span className={styles['quiet']}>{t('series.looks', { clear, all: data.looks.length })}</span>
        <Segmented<'chart' | 'table'>
          size="small"
          name="series-view"
          aria-label={t('series.view')}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: t('series.asChart') },
            { value: 'table', label: t('series.asTable') },
          ]}
        />
      </div>
      <Verdict series={data} />
      {view === 'chart' ? (
        <Suspense fallback={<LoadingNotice />}>
          <SeriesChart series={data} />
        </Suspense>
      ) : (
        <SeriesTable series={data} />
      )}
    </div>
  );
}

/** What can be shown: the bands that all of the scenes have, and indices. */
function valuesOf({ looks, value }: PixelSeries, scenes: readonly Scene[]): string[] {
  const shown = new Set(looks.map(({ sceneId }) => sceneId));
  const [first, ...others] = scenes.filter(({ id }) => shown.has(id));
  const bands = (first?.bands ?? []).filter((band) => others.every((scene) => scene.bands.includes(band)));
  return [...new Set([value, ...(bands.includes('nir') ? INDICES : []), ...bands])];
}

/** The breaks in words, or why there is nothing to say. */
function Verdict({ series: { monitor } }: { readonly series: PixelSeries }): ReactElement {
  const { t } = useTranslation();
  if (monitor === null) return <p className={styles['quiet']}>{t('series.noMonitor')}</p>;
  const { notAssessed, breaks } = monitor;
  return (
    <ul className={styles['verdict']} aria-live="polite">
      {notAssessed !== null && <li>{t('series.notAssessed', { reason: t(`series.reason.${notAssessed}`) })}</li>}
      {breaks.map(({ date, firstLook, lastClear, magnitude, confirmed, confirmations }) => (
        <li key={`${date} ${firstLook}`} data-confirmed={confirmed}>
          {t(confirmed ? 'series.breakConfirmed' : 'series.breakCandidate', {
            from: lastClear ?? t('series.unknownDate'),
            date: confirmed ? firstLook : date,
            magnitude: magnitude === null ? '—' : magnitude.toFixed(3),
            count: confirmations,
          })}
        </li>
      ))}
      {notAssessed === null && breaks.length === 0 && <li>{t('series.noBreak')}</li>}
    </ul>
  );
}
