import { Button, Select, Tag } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ALERT_LIFE, legalActs, reasonsOf, type AlertAct, type AlertActName } from '#domain/alertLife.js';
import { officeDayOf } from '#domain/time.js';
import type { ExemptionReason } from '#domain/violation.js';
import type { AlertDetail } from '../api/model.js';
import { useSession } from '../api/session.js';
import { Card } from '../layout/Card.js';
import { isTyping } from '../layout/isTyping.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { SilenceButton } from '../silences/SilenceButton.js';
import styles from './AlertDecision.module.css';
import { actNameOf, FORMED_ACTS, type FormedAct } from './actForms.js';
import { actOfKey, formOfKey, keyOfReason, KEYED_REASONS, KEYS_OF_FORMS } from './decisionKeys.js';

/** Its form is read when an act first asks for words. */
const ActDialog = lazy(() => import('./ActDialog.js'));

/** What a person decides about an alert: by button, or by one key each. */
export function AlertDecision(props: {
  readonly alert: AlertDetail;
  readonly isBusy: boolean;
  readonly failure: unknown;
  readonly onAct: (act: AlertAct, onDone?: () => void) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { alert, isBusy, onAct } = props;
  const allowed = useAllowedActs(alert);
  const [form, setForm] = useState<FormedAct | null>(null);
  useDecisionKeys(allowed, isBusy || form !== null, onAct, setForm);
  if (allowed.size === 0) return null;
  const mayDetermine = allowed.has('determine');
  return (
    <Card title={t('decision.title')} note={<Term alert={alert} />}>
      {props.failure !== null && form === null && <ProblemNotice thrown={props.failure} />}
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
            <Button disabled={isBusy} onClick={() => setForm('unclear')}>
              {t('decision.unclear')} <kbd>U</kbd>
            </Button>
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
            <Button size="small" disabled={isBusy} onClick={() => setForm('pseudoChangeOther')}>
              {t('pseudoChangeReason.other')} <kbd>O</kbd>
            </Button>
          </div>
        </>
      )}
      <OtherActs alert={alert} allowed={allowed} isBusy={isBusy} onAct={onAct} onForm={setForm} />
      {form !== null && (
        <Suspense>
          <ActDialog
            key={`${alert.id} ${form}`}
            form={form}
            isBusy={isBusy}
            failure={props.failure}
            onAct={onAct}
            onClose={() => setForm(null)}
          />
        </Suspense>
      )}
    </Card>
  );
}

/** Acts without words or choices that lead on from where the alert stands. */
const PLAIN_ACTS = ['acknowledge', 'beginDeskReview', 'requestCloseOut', 'close', 'resumeDue'] as const;

/** Acts that ask for words or a choice, apart from determinations. */
const ACTS_WITH_FORM = FORMED_ACTS.filter((form) => actNameOf(form) === form);

function plainAct(name: (typeof PLAIN_ACTS)[number]): AlertAct {
  return name === 'requestCloseOut' || name === 'close' ? { act: name, note: null } : { act: name };
}

function OtherActs(props: {
  readonly alert: AlertDetail;
  readonly allowed: ReadonlySet<AlertActName>;
  readonly isBusy: boolean;
  readonly onAct: (act: AlertAct) => void;
  readonly onForm: (form: FormedAct) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['row']}>
      {PLAIN_ACTS.filter((name) => props.allowed.has(name)).map((name) => (
        <Button key={name} size="small" disabled={props.isBusy} onClick={() => props.onAct(plainAct(name))}>
          {t(`actForm.plain.${name}`)} {name === 'acknowledge' && <kbd>A</kbd>}
        </Button>
      ))}
      {ACTS_WITH_FORM.filter((form) => props.allowed.has(actNameOf(form))).map((form) => (
        <Button key={form} size="small" disabled={props.isBusy} onClick={() => props.onForm(form)}>
          {t(`actForm.title.${form}`)} {KEYS_OF_FORMS[form] !== undefined && <kbd>{KEYS_OF_FORMS[form]}</kbd>}
        </Button>
      ))}
      <SilenceButton alert={props.alert} />
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
  const isPaused = alert.properties.duePausedOn !== null;
  // A term that stands still cannot be stopped again, nor one that runs be resumed.
  const acts = legalActs(alert.properties.status).filter((name) => name !== (isPaused ? 'pauseDue' : 'resumeDue'));
  return new Set(acts.filter((name) => (rights as readonly string[]).includes(ALERT_LIFE[name].right)));
}

function useDecisionKeys(
  allowed: ReadonlySet<AlertActName>,
  isHeld: boolean,
  onAct: (act: AlertAct) => void,
  onForm: (form: FormedAct) => void,
): void {
  useEffect(() => {
    const decide = (event: KeyboardEvent): void => {
      if (isHeld || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const form = formOfKey(event.key);
      const act = actOfKey(event.key);
      const name = form === null ? act?.act : actNameOf(form);
      if (name === undefined || !allowed.has(name)) return;
      event.preventDefault();
      if (form !== null) onForm(form);
      else if (act !== null) onAct(act);
    };
    window.addEventListener('keydown', decide);
    return () => window.removeEventListener('keydown', decide);
  }, [allowed, isHeld, onAct, onForm]);
}
