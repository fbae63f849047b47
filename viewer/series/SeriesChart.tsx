import { LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/time.js';
import type { PixelSeries } from '../api/model.js';
import { useAppearance } from '../layout/appearance.js';
import styles from './series.module.css';
import { seriesOption } from './seriesOption.js';

use([
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** A pixel's looks, fit, breaks and process over time. What it shows stands in the table too. */
export default function SeriesChart({ series }: { readonly series: PixelSeries }): ReactElement {
  const { t } = useTranslation();
  const { appearance } = useAppearance();
  const container = useRef<HTMLDivElement>(null);
  const { looks } = series;
  const clear = looks.filter(({ value }) => value !== null);
  const dayAt = (place: 0 | -1): string => {
    const look = looks.at(place);
    return look === undefined ? '—' : dayOf(look.time);
  };
  useEffect(() => {
    if (container.current === null) return;
    const chart = init(container.current, null, { renderer: 'svg' });
    chart.setOption(
      seriesOption(
        series,
        {
          observed: t('series.observed'),
          history: t('series.history'),
          fit: t('series.fit'),
          process: t('series.process'),
          boundary: t('series.boundary'),
          break: t('series.break'),
          onset: t('series.onset'),
          historyEnd: t('series.historyEnd'),
        },
        appearance,
      ),
    );
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(container.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [series, t, appearance]);
  const label = t('series.chartLabel', { value: series.value, count: clear.length, from: dayAt(0), to: dayAt(-1) });
  return (
    <div role="img" aria-label={label} className={styles['chart']}>
      <div ref={container} className={styles['canvas']} aria-hidden />
    </div>
  );
}
