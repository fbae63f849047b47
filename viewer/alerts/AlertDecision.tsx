import { Button, Select, Tag } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ALERT_LIFE, legalActs, reasonsOf, type AlertAct, type AlertActName } from '#domain/alertLife.js';
import { officeDayOf } from '#domain/time.js';
import type { ExemptionReason } from '#domain/violation.js';
import type { AlertDetail } from '../api/model.js';
import { useSession } from '../api/session.js';
import { Card } from '../layout/Card.js';
import { isTyping } from '../layout/isTyping.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from './AlertDecision.module.css';
import { actOfKey, keyOfReason, KEYED_REASONS } from './decisionKeys.js';

/** What a person decides about an alert: by button, or by one key each. */
export function AlertDecision(props: {
  readonly alert: AlertDetail;
  readonly isBusy: boolean;
  readonly failure: unknown;
  readonly onAct: (act: AlertAct) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { alert, isBusy, onAct } = props;
  const allowed = useAllowedActs(alert);
  useDecisionKeys(allowed, isBusy, onAct);
  if (allowed.size === 0) return null;
  const mayDetermine = allowed.has('determine');
  return (
    <Card title={t('decision.title')} note={<Term alert={alert} />}>
      {props.failure !== null && <ProblemNotice thrown={props.failure} />}
      {mayDetermine && (
        <>
          <div className={styles['row']}>
            <Button danger type="primary" disabled={isBusy} onClick={() => onAct(actOfKey('v')!)}>
              {t('decision.violation')} <kbd>V</kbd>
            </Button>
            <Button disabled={isBusy || !allowed.has('requestFieldVerification')} onClick={() => onAct(actOfKey('f')!)}>
              {t('decision.fieldVerification')} <kbd>F</kbd>
            </Button>
            <LawfulChoice isBusy={isBusy} onAct={onAct} />
          </div>
          <p className={styles['legend']}>{t('decision.reject')}</p>
          <div className={styles['reasons']}>
            {KEYED_REASONS.map((reason) => (
              <Button
                key={reason}
                size="small"
                disabled={isBusy}
                onClick={() => onAct(actOfKey(keyOfReason(reason) ?? '')!)}
              >
                {t(`pseudoChangeReason.${reason}`)} <kbd>{keyOfReason(reason)}</kbd>
              </Button>
            ))}
          </div>
        </>
      )}
      <OtherActs allowed={allowed} isBusy={isBusy} onAct={onAct} />
    </Card>
  );
}

/** Acts without words or choices that lead on from where the alert stands. */
const PLAIN_ACTS = ['acknowledge', 'requestCloseOut', 'close'] as const satisfies readonly AlertActName[];

function OtherActs(props: {
  readonly allowed: ReadonlySet<AlertActName>;
  readonly isBusy: boolean;
  readonly onAct: (act: AlertAct) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['row']}>
      {PLAIN_ACTS.filter((name) => props.allowed.has(name)).map((name) => (
        <Button
          key={name}
          size="small"
          disabled={props.isBusy}
          onClick={() => props.onAct(name === 'acknowledge' ? { act: name } : { act: name, note: null })}
        >
          {t(`historyAct.${name}`)} {name === 'acknowledge' && <kbd>A</kbd>}
        </Button>
      ))}
    </div>
  );
}

function LawfulChoice(props: { readonly isBusy: boolean; readonly onAct: (act: AlertAct) => void }): ReactElement {
  const { t } = useTranslation();
  const reasons = reasonsOf('lawful') as readonly ExemptionReason[];
  return (
    <Select<ExemptionReason>
      className={styles['lawful'] ?? ''}
      aria-label={t('decision.lawful')}
      placeholder={t('decision.lawful')}
      value={null}
      disabled={props.isBusy}
      options={reasons.map((reason) => ({ value: reason, label: t(`exemption.${reason}`) }))}
      onChange={(reason) => props.onAct({ act: 'determine', determination: { outcome: 'lawful', reason, note: null } })}
    />
  );
}

/** When the next step is due; red where that day has gone. */
function Term({ alert }: { readonly alert: AlertDetail }): ReactElement | null {
  const { t } = useTranslation();
  const [today] = useState(() => officeDayOf(new Date().toISOString()));
  const { dueOn, duePausedOn } = alert.properties;
  if (dueOn === null) return null;
  if (duePausedOn !== null) return <Tag>{t('decision.paused', { day: duePausedOn })}</Tag>;
  const isLate = dueOn < today;
  return (
    <Tag color={isLate ? 'error' : 'default'}>{t(isLate ? 'decision.overdue' : 'decision.due', { day: dueOn })}</Tag>
  );
}

function useAllowedActs(alert: AlertDetail): ReadonlySet<AlertActName> {
  const session = useSession();
  const rights = session.data?.rights ?? [];
  const acts = legalActs(alert.properties.status);
  return new Set(acts.filter((name) => (rights as readonly string[]).includes(ALERT_LIFE[name].right)));
}

function useDecisionKeys(allowed: ReadonlySet<AlertActName>, isBusy: boolean, onAct: (act: AlertAct) => void): void {
  useEffect(() => {
    const decide = (event: KeyboardEvent): void => {
      if (isBusy || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = actOfKey(event.key);
      if (act === null || !allowed.has(act.act)) return;
      event.preventDefault();
      onAct(act);
    };
    window.addEventListener('keydown', decide);
    return () => window.removeEventListener('keydown', decide);
  }, [allowed, isBusy, onAct]);
}
