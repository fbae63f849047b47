import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useWatchAreas } from '../api/queries.js';
import { DayInput } from '../layout/DayInput.js';
import { presetSpan, SPAN_PRESETS, type DashboardSpan, type SpanPreset } from '../state/dashboardSpan.js';
import styles from './dashboard.module.css';

/** Which period and region the dashboard counts. */
export function SpanChoice(props: {
  readonly span: DashboardSpan;
  readonly today: string;
  readonly onSpan: (span: DashboardSpan) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { span, today, onSpan } = props;
  const areas = useWatchAreas().data ?? [];
  const codes = [...new Set([...areas.map(({ adminCode }) => adminCode), span.adminCode])].filter(
    (code) => code !== '',
  );
  const preset = SPAN_PRESETS.find((name) => {
    const days = presetSpan(name, today);
    return days.from === span.from && days.to === span.to;
  });
  return (
    <div className={styles['choice']}>
      <Select<SpanPreset | 'own'>
        aria-label={t('dashboard.period')}
        value={preset ?? 'own'}
        options={[
          ...SPAN_PRESETS.map((value) => ({ value, label: t(`dashboard.preset.${value}`) })),
          ...(preset === undefined ? [{ value: 'own' as const, label: t('dashboard.preset.own') }] : []),
        ]}
        onChange={(name) => name !== 'own' && onSpan({ ...span, ...presetSpan(name, today) })}
      />
      <DayInput
        label={t('dashboard.from')}
        value={span.from}
        max={span.to}
        onDay={(from) => onSpan({ ...span, from })}
      />
      <DayInput
        label={t('dashboard.to')}
        value={span.to}
        min={span.from}
        max={today}
        onDay={(to) => onSpan({ ...span, to: to === '' ? today : to })}
      />
      <Select
        aria-label={t('filter.region')}
        value={span.adminCode}
        options={[
          { value: '', label: t('filter.anyRegion') },
          ...codes.toSorted().map((code) => ({
            value: code,
            label: `${code} ${areas.find(({ adminCode }) => adminCode === code)?.name ?? ''}`.trim(),
          })),
        ]}
        onChange={(adminCode) => onSpan({ ...span, adminCode })}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}
