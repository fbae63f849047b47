import { Button, Drawer, Popconfirm, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import SilenceForm from './SilenceForm.js';
import { useLifting, useSilences, type Silence } from './silenceQueries.js';

/** What is kept out of the queue until a day, and why; it closes nothing. */
export default function SilencesPage(): ReactElement {
  const { t } = useTranslation();
  const silences = useSilences();
  const maySilence = useSession().data?.rights.includes('reviewAlerts') ?? false;
  const [isAdding, setAdding] = useState(false);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('silence.title')}</h1>
        <span>{t('silence.note')}</span>
        {maySilence && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('silence.add')}
          </Button>
        )}
      </header>
      {silences.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {silences.isError && <ProblemNotice thrown={silences.error} onRetry={() => void silences.refetch()} />}
      {silences.isSuccess && silences.data.length === 0 && (
        <EmptyNotice title={t('silence.empty')} detail={t('silence.emptyDetail')} />
      )}
      {silences.isSuccess && silences.data.length > 0 && (
        <SilenceTable silences={silences.data} maySilence={maySilence} />
      )}
      <Drawer title={t('silence.add')} open={isAdding} onClose={() => setAdding(false)} destroyOnHidden>
        <SilenceForm onDone={() => setAdding(false)} />
      </Drawer>
    </div>
  );
}

const COLUMNS = ['what', 'kind', 'reason', 'until', 'region', 'by'] as const;

function SilenceTable(props: { readonly silences: readonly Silence[]; readonly maySilence: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('silence.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('silence.title')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`silence.column.${name}`)}
              </th>
            ))}
            {props.maySilence && <td />}
          </tr>
        </thead>
        <tbody>
          {props.silences.map((silence) => (
            <SilenceRow key={silence.id} silence={silence} maySilence={props.maySilence} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SilenceRow(props: { readonly silence: Silence; readonly maySilence: boolean }): ReactElement {
  const { t } = useTranslation();
  const lift = useLifting();
  const { id, caseNumber, geometry, kind, reason, until, adminCode, createdBy, createdAt } = props.silence;
  return (
    <tr>
      <th scope="row">{caseNumber ?? (geometry === null ? '—' : t('silence.place'))}</th>
      <td>{kind === null ? t('silence.anyKind') : t(`violation.${kind}`)}</td>
      <td className={styles['wrapped']}>{reason}</td>
      <td className="figures">{until}</td>
      <td className="figures">{adminCode}</td>
      <td>
        {createdBy}
        <small>{momentText(createdAt)}</small>
      </td>
      {props.maySilence && (
        <td>
          <Popconfirm title={t('silence.liftAsk')} onConfirm={() => lift.mutate(id)}>
            <Button size="small" loading={lift.isPending}>
              {t('silence.lift')}
            </Button>
          </Popconfirm>
          {lift.isError && <ProblemNotice thrown={lift.error} />}
        </td>
      )}
    </tr>
  );
}
