import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Checkbox, Popover, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useWatchAreas } from '../api/queries.js';
import { LifeChoices } from './LifeChoices.js';
import { FILTER_SWITCHES, NO_FILTER, type AlertFilter } from '../state/alertFilter.js';
import styles from './alerts.module.css';

const CONFIDENCES = [0, 50, 70, 80, 90] as const;

/** What is asked for less often: region, confidence, terms, people, silences. */
export function MoreFilters(props: {
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { filter } = props;
  const inUse =
    filter.switches.length +
    filter.outcomes.length +
    [
      filter.adminCode !== NO_FILTER.adminCode,
      filter.minConfidencePercent !== NO_FILTER.minConfidencePercent,
      filter.raisedFrom !== NO_FILTER.raisedFrom,
      filter.raisedTo !== NO_FILTER.raisedTo,
      filter.reached !== NO_FILTER.reached,
    ].filter(Boolean).length;
  return (
    <Popover trigger="click" placement="bottomRight" content={<Choices {...props} />}>
      <Badge count={inUse} size="small" color="#1a5f7a">
        <Button icon={<FilterOutlined aria-hidden />}>{t('filter.more')}</Button>
      </Badge>
    </Popover>
  );
}

function Choices({ filter, onFilter }: Parameters<typeof MoreFilters>[0]): ReactElement {
  const { t } = useTranslation();
  const areas = useWatchAreas().data ?? [];
  const codes = [...new Set([...areas.map(({ adminCode }) => adminCode), filter.adminCode])].filter(
    (code) => code !== '',
  );
  const nameOf = (code: string): string => areas.find(({ adminCode }) => adminCode === code)?.name ?? '';
  return (
    <div className={styles['choices']}>
      <label className={styles['choice']}>
        {t('filter.region')}
        <Select
          aria-label={t('filter.region')}
          value={filter.adminCode}
          options={[
            { value: '', label: t('filter.anyRegion') },
            ...codes.toSorted().map((code) => ({ value: code, label: `${code} ${nameOf(code)}`.trim() })),
          ]}
          onChange={(adminCode) => onFilter({ ...filter, adminCode })}
        />
      </label>
      <label className={styles['choice']}>
        {t('alert.confidence')}
        <Select
          aria-label={t('alert.confidence')}
          value={filter.minConfidencePercent}
          options={CONFIDENCES.map((percent) => ({
            value: percent,
            label: percent === 0 ? t('filter.anyConfidence') : t('filter.atLeast', { percent }),
          }))}
          onChange={(minConfidencePercent) => onFilter({ ...filter, minConfidencePercent })}
        />
      </label>
      <LifeChoices filter={filter} onFilter={onFilter} />
      {FILTER_SWITCHES.map((name) => (
        <Checkbox
          key={name}
          checked={filter.switches.includes(name)}
          onChange={({ target }) =>
            onFilter({
              ...filter,
              switches: FILTER_SWITCHES.filter((one) =>
                one === name ? target.checked : filter.switches.includes(one),
              ),
            })
          }
        >
          {t(`filter.${name}`)}
        </Checkbox>
      ))}
    </div>
  );
}
