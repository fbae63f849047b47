import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useExplanationText, useLanguage } from '../i18n/language.js';
import { areaText, percentText } from '#domain/areaText.js';
import type { ComplianceCheck, Conflict } from './complianceQueries.js';
import styles from './compliance.module.css';

const TYPES = { conflict: 'error', remarks: 'warning', clear: 'success' } as const;

/** The verdict, then what the proposal meets, conflicts first; picking one shows it on the map. */
export function CheckAnswer(props: {
  readonly answer: ComplianceCheck;
  readonly shown: number | null;
  readonly onShow: (index: number | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { answer } = props;
  const { mu, m2 } = areaText(answer.area.m2, language);
  return (
    <div className={styles['answer']} role="region" aria-label={t('check.answer')}>
      <Alert
        type={TYPES[answer.verdict]}
        showIcon
        role="status"
        title={t(`check.verdict.${answer.verdict}`)}
        description={`${t('alert.areaMu', { value: mu })} (${t('alert.areaM2', { value: m2 })}) · ${t('check.asOf', { on: answer.on })}`}
      />
      {answer.notes.map((note) => (
        <p key={note} className={styles['quiet']}>
          {note}
        </p>
      ))}
      <ul className={styles['conflicts']}>
        {answer.conflicts.map((conflict, index) => (
          <li key={`${conflict.kind}/${index}`}>
            <ConflictItem
              conflict={conflict}
              isShown={props.shown === index}
              onShow={() => props.onShow(props.shown === index ? null : index)}
            />
          </li>
        ))}
      </ul>
      <Ground ground={answer.ground} />
      {answer.notChecked.length > 0 && (
        <p className={styles['quiet']}>
          {t('check.notChecked', { kinds: answer.notChecked.map((kind) => t(`layerKind.${kind}`)).join('、') })}
        </p>
      )}
    </div>
  );
}

function ConflictItem(props: {
  readonly conflict: Conflict;
  readonly isShown: boolean;
  readonly onShow: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const explain = useExplanationText();
  const { kind, level, area, share, explanation, alert, geometry } = props.conflict;
  return (
    <div className={styles['conflict']} data-level={level}>
      <h3>
        {t(`check.kind.${kind}`)} <span className={styles['level']}>{t(`check.level.${level}`)}</span>
        <span className="figures">
          {t('alert.areaMu', { value: areaText(area.m2, language).mu })} · {percentText(share, language)}
        </span>
      </h3>
      <p>{explain(explanation)}</p>
      <div className={styles['row']}>
        {geometry !== null && (
          <button type="button" className={styles['link']} aria-pressed={props.isShown} onClick={props.onShow}>
            {t('check.show')}
          </button>
        )}
        {alert !== null && <Link to={`/alerts/${alert.id}`}>{t('alert.title')}</Link>}
      </div>
    </div>
  );
}

function Ground({ ground }: Pick<ComplianceCheck, 'ground'>): ReactElement | null {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (ground.length === 0) return null;
  return (
    <table className={styles['ground']}>
      <caption>{t('check.ground')}</caption>
      <tbody>
        {ground.map(({ code, title, area }) => (
          <tr key={code ?? ''}>
            <th scope="row">{code === null ? t('check.notSurveyed') : `${code} ${title ?? ''}`}</th>
            <td className="figures">{t('alert.areaMu', { value: areaText(area.m2, language).mu })}</td>
            <td className="figures">{t('alert.areaM2', { value: areaText(area.m2, language).m2 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
