import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertAct } from '#domain/alertLife.js';
import { useActOnSeveral } from '../api/alertActs.js';
import { useUndoOfSeveral } from './useUndoOfSeveral.js';
import type { Alert } from '../api/model.js';
import { problemOf } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { problemSentence } from '../layout/ProblemNotice.js';
import type { FormedAct } from './actForms.js';
import styles from './alerts.module.css';
import { FieldPackButton } from './FieldPackButton.js';
import { actOfKey, KEYED_REASONS, keyOfReason } from './decisionKeys.js';

/** Its form is read when an act first asks for words. */
const ActDialog = lazy(() => import('./ActDialog.js'));

/** One act on all alerts that were marked; those that cannot take it stay marked, and it is said why. */
export function MarkedBar(props: {
  readonly marked: readonly Alert[];
  readonly onMarked: (ids: readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { marked, onMarked } = props;
  const [form, setForm] = useState<FormedAct | null>(null);
  const { mutate, isPending, error } = useActOnSeveral();
  const offerUndo = useUndoOfSeveral();
  const rights: readonly string[] = useSession().data?.rights ?? [];
  const act = (what: AlertAct): void =>
    mutate(
      { alerts: marked, act: what },
      {
        onSuccess: ({ results }) => {
          const refused = results.filter(({ problem }) => problem !== null);
          setForm(null);
          onMarked(refused.map(({ id }) => id));
          const done = t('marked.done', { count: results.length - refused.length });
          offerUndo(
            done,
            results.flatMap(({ id, revision }) => (revision === null ? [] : [{ id, revision }])),
          );
          if (refused.length > 0) {
            const why = [...new Set(refused.map(({ problem }) => problem!.detail))].join('; ');
            notification.warning({
              title: t('marked.refused', { count: refused.length }),
              description: why,
              placement: 'bottomRight',
            });
          }
        },
        onError: (thrown) => {
          if (form === null) notification.error({ title: problemSentence(problemOf(thrown), t) });
        },
      },
    );
  const reject = (key: string): void => {
    const what = actOfKey(key);
    if (what !== null) act(what);
  };
  const reasons = KEYED_REASONS.map((reason) => ({
    key: keyOfReason(reason) ?? '',
    label: t(`pseudoChangeReason.${reason}`),
  }));
  return (
    <div className={styles['marked']} role="group" aria-label={t('marked.title')}>
      <strong role="status">{t('marked.count', { count: marked.length })}</strong>
      <Dropdown menu={{ items: reasons, onClick: ({ key }) => reject(key) }} trigger={['click']} disabled={isPending}>
        <Button size="small">{t('marked.reject')}</Button>
      </Dropdown>
      <Button size="small" disabled={isPending} onClick={() => act({ act: 'acknowledge' })}>
        {t('actForm.plain.acknowledge')}
      </Button>
      <Button size="small" disabled={isPending} onClick={() => setForm('assign')}>
        {t('actForm.title.assign')}
      </Button>
      {rights.includes('reviewAlerts') && (
        <Button size="small" disabled={isPending} onClick={() => setForm('supervise')}>
          {t('actForm.title.supervise')}
        </Button>
      )}
      <FieldPackButton marked={marked} />
      <Button size="small" type="link" onClick={() => onMarked([])}>
        {t('marked.clear')}
      </Button>
      {form !== null && (
        <Suspense>
          <ActDialog form={form} isBusy={isPending} failure={error} onAct={act} onClose={() => setForm(null)} />
        </Suspense>
      )}
    </div>
  );
}
