import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ALERT_STATUSES } from '#domain/alert.js';
import { EVALUATED_VIOLATION_KINDS, type Severity } from '#domain/violation.js';
import { useAlertCount } from '../api/queries.js';
import { ALERT_SORTS, isNarrowing, NO_FILTER, type AlertFilter } from '../state/alertFilter.js';
import { SEVERITIES_WORST_FIRST } from '../state/severityOrder.js';
import { SEVERITY_COLOURS } from '../theme.js';
import styles from './alerts.module.css';
import { MoreFilters } from './MoreFilters.js';
import { SavedFilters } from './SavedFilters.js';

interface FilterProps {
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
}

export function AlertFilters({ filter, onFilter }: FilterProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['filters']} role="search" aria-label={t('alerts.filterLabel')}>
      <div className={styles['severities']} role="group" aria-label={t('alerts.severity')}>
        {SEVERITIES_WORST_FIRST.map((severity) => (
          <SeveritySwitch key={severity} severity={severity} filter={filter} onFilter={onFilter} />
        ))}
      </div>
      <Select
        mode="multiple"
        className={styles['wide'] ?? ''}
        aria-label={t('alerts.kind')}
        placeholder={t('alerts.anyKind')}
        maxTagCount={1}
        value={[...filter.kinds]}
        options={EVALUATED_VIOLATION_KINDS.map((kind) => ({ value: kind, label: t(`violation.${kind}`) }))}
        optionFilterProp="label"
        onChange={(kinds) => onFilter({ ...filter, kinds })}
        popupMatchSelectWidth={280}
      />
      <CaseNumberField key={filter.caseNumber} filter={filter} onFilter={onFilter} />
      <Select
        mode="multiple"
        aria-label={t('alerts.status')}
        placeholder={t('alerts.anyStatus')}
        maxTagCount={1}
        value={[...filter.statuses]}
        options={ALERT_STATUSES.map((status) => ({ value: status, label: t(`alertStatus.${status}`) }))}
        optionFilterProp="label"
        onChange={(statuses) => onFilter({ ...filter, statuses })}
      />
      <Select
        aria-label={t('alerts.sort')}
        value={filter.sort}
        options={ALERT_SORTS.map((sort) => ({ value: sort, label: t(`alerts.sortBy.${sort}`) }))}
        onChange={(sort) => onFilter({ ...filter, sort })}
      />
      <MoreFilters filter={filter} onFilter={onFilter} />
      <SavedFilters filter={filter} onFilter={onFilter} />
      {isNarrowing(filter) && (
        <Button
          className={styles['wide'] ?? ''}
          size="small"
          type="link"
          onClick={() => onFilter({ ...NO_FILTER, sort: filter.sort })}
        >
          {t('alerts.clearFilter')}
        </Button>
      )}
    </div>
  );
}

/** One severity with how many alerts it has under the rest of the filter. */
function SeveritySwitch({ severity, filter, onFilter }: FilterProps & { readonly severity: Severity }): ReactElement {
  const { t } = useTranslation();
  const count = useAlertCount({ ...filter, severities: [severity] }).data;
  const isOn = filter.severities.includes(severity);
  const { text, background, border } = SEVERITY_COLOURS[severity];
  const severities = SEVERITIES_WORST_FIRST.filter((one) =>
    one === severity ? !isOn : filter.severities.includes(one),
  );
  return (
    <button
      type="button"
      className={styles['severity']}
      aria-pressed={isOn}
      style={{ color: text, background: isOn ? background : 'var(--paper)', borderColor: isOn ? text : border }}
      onClick={() => onFilter({ ...filter, severities })}
    >
      <span>{t(`severity.${severity}`)}</span>
      <strong className="figures">{count ?? '–'}</strong>
    </button>
  );
}

/** Searches when asked to (Enter, the glass, or emptied), not at every letter. */
function CaseNumberField({ filter, onFilter }: FilterProps): ReactElement {
  const { t } = useTranslation();
  const [text, setText] = useState(filter.caseNumber);
  const search = (wanted: string): void => {
    if (wanted.trim() !== filter.caseNumber) onFilter({ ...filter, caseNumber: wanted.trim() });
  };
  return (
    <Input
      className={styles['wide'] ?? ''}
      aria-label={t('alerts.caseNumber')}
      placeholder={t('alerts.caseNumberHint')}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (event.target.value === '') search('');
      }}
      onPressEnter={() => search(text)}
      onBlur={() => search(text)}
    />
  );
}
