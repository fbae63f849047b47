import { AimOutlined } from '@ant-design/icons';
import { memo, useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Alert } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '#domain/areaText.js';
import { SEVERITY_COLOURS } from '../theme.js';
import styles from './alerts.module.css';
import { SeverityTag, StatusTag } from './tags.js';

/** One alert in the list: leads to its page; the target button shows it on the map. */
export const AlertRow = memo(function AlertRow(props: {
  readonly alert: Alert;
  readonly href: string;
  readonly isHighlighted: boolean;
  readonly isSelected: boolean;
  /** Null where nothing can be marked: the reader may not act. */
  readonly isMarked: boolean | null;
  readonly onMark: (id: string, isMarked: boolean) => void;
  readonly onHover: (id: string | null) => void;
  readonly onLocate: (id: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { alert, isSelected, onHover } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const { kind, severity, status, areaM2, onsetFrom, onsetTo, permitCaseNumbers } = alert.properties;
  const area = areaText(areaM2, language);
  return (
    <li
      ref={row}
      className={styles['row']}
      data-highlighted={props.isHighlighted}
      data-selected={isSelected}
      style={{ borderLeftColor: SEVERITY_COLOURS[severity].mark }}
      onMouseEnter={() => onHover(alert.id)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onHover(alert.id)}
      onBlur={() => onHover(null)}
    >
      {props.isMarked !== null && (
        <label className={styles['mark']}>
          <input
            type="checkbox"
            checked={props.isMarked}
            aria-label={`${t('marked.one')}: ${t(`violation.${kind}`)}, ${t('alert.areaM2', { value: area.m2 })}`}
            onChange={({ target }) => props.onMark(alert.id, target.checked)}
          />
        </label>
      )}
      <Link to={props.href} className={styles['rowLink']}>
        <span className={styles['rowHead']}>
          <span className={styles['rowTitle']}>{t(`violation.${kind}`)}</span>
          <SeverityTag severity={severity} />
        </span>
        <span className={styles['rowFacts']}>
          <span className="figures">
            {t('alert.areaMu', { value: area.mu })} · {t('alert.areaM2', { value: area.m2 })}
          </span>
          <StatusTag status={status} />
        </span>
        <span className={styles['rowFacts']}>
          <span className="figures">
            {onsetFrom} → {onsetTo}
          </span>
          {permitCaseNumbers.length > 0 && <span className={styles['rowCase']}>{permitCaseNumbers.join('、')}</span>}
        </span>
      </Link>
      <button
        type="button"
        className={styles['locate']}
        aria-label={`${t('runs.showOnMap')}: ${t(`violation.${kind}`)}, ${t('alert.areaM2', { value: area.m2 })}`}
        title={t('runs.showOnMap')}
        onClick={() => props.onLocate(alert.id)}
      >
        <AimOutlined aria-hidden />
      </button>
    </li>
  );
});
