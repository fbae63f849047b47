import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { DayInput } from '../layout/DayInput.js';
import type { AlertFilter } from '../state/alertFilter.js';
import styles from './alerts.module.css';

/** When an alert was raised, how far it came and what was determined: what the dashboard's figures count by. */
export function LifeChoices(props: {
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { filter, onFilter } = props;
  return (
    <>
      <div className={styles['days']}>
        <DayInput
          label={t('filter.raisedFrom')}
          value={filter.raisedFrom}
          max={filter.raisedTo}
          onDay={(raisedFrom) => onFilter({ ...filter, raisedFrom })}
        />
        <DayInput
          label={t('filter.raisedTo')}
          value={filter.raisedTo}
          min={filter.raisedFrom}
          onDay={(raisedTo) => onFilter({ ...filter, raisedTo })}
        />
      </div>
      <label className={styles['choice']}>
        {t('filter.reached')}
        <Select
          aria-label={t('filter.reached')}
          value={filter.reached}
          options={FUNNEL_STAGES.map((value) => ({ value, label: t(`funnelStage.${value}`) }))}
          onChange={(reached) => onFilter({ ...filter, reached })}
        />
      </label>
      <label className={styles['choice']}>
        {t('filter.outcome')}
        <Select
          mode="multiple"
          aria-label={t('filter.outcome')}
          value={[...filter.outcomes]}
          placeholder={t('filter.anyOutcome')}
          options={DETERMINATION_OUTCOMES.map((value) => ({ value, label: t(`dashboard.outcome.${value}`) }))}
          onChange={(outcomes) => onFilter({ ...filter, outcomes })}
        />
      </label>
    </>
  );
}
