import { FilePdfOutlined } from '@ant-design/icons';
import { App, Button, Input, Skeleton, Tag } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceFileAddress, evidenceThumbnailAddress } from '../api/addresses.js';
import type { Evidence, EvidenceCheck } from '../api/model.js';
import { useSession } from '../api/session.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import styles from './AlertEvidence.module.css';
import { BundleButton } from './BundleButton.js';
import { EvidenceForm } from './EvidenceForm.js';
import { useEvidence, useWithdrawal } from './evidenceQueries.js';

/** Photos and documents that were handed in for the alert, and a form to hand in more. */
export function AlertEvidence({ alertId }: { readonly alertId: string }): ReactElement {
  const { t } = useTranslation();
  const evidence = useEvidence(alertId);
  const { data: user } = useSession();
  const mayHandIn = user?.rights.includes('triageAlerts') === true;
  return (
    <Card title={t('evidence.title')} note={t('evidence.note')}>
      {evidence.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {evidence.isError && <ProblemNotice thrown={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.isSuccess && evidence.data.length === 0 && <p className={styles['quiet']}>{t('evidence.none')}</p>}
      {evidence.isSuccess && (
        <ul className={styles['items']}>
          {evidence.data.map((item) => (
            <EvidenceEntry key={item.id} item={item} mayWithdraw={mayHandIn} />
          ))}
        </ul>
      )}
      {mayHandIn && <EvidenceForm alertId={alertId} />}
      {mayHandIn && <BundleButton alertId={alertId} />}
    </Card>
  );
}

function EvidenceEntry({
  item,
  mayWithdraw,
}: {
  readonly item: Evidence;
  readonly mayWithdraw: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const takenAt = item.photo?.takenAt ?? null;
  const isWithdrawn = item.withdrawnAt !== null;
  return (
    <li className={styles['item']} data-withdrawn={isWithdrawn}>
      <a
        className={styles['picture']}
        href={evidenceFileAddress(item.alertId, item.id)}
        aria-label={t('evidence.download', { name: item.fileName })}
        download
      >
        {item.mediaType === 'application/pdf' ? (
          <span className={styles['document']}>
            <FilePdfOutlined aria-hidden /> {t('evidence.document')}
          </span>
        ) : (
          <img
            src={evidenceThumbnailAddress(item.alertId, item.id)}
            alt={t('evidence.photo', { name: item.fileName })}
            loading="lazy"
          />
        )}
      </a>
      <div className={styles['words']}>
        <strong className={styles['name']}>{item.fileName}</strong>
        {item.note !== null && <p>{item.note}</p>}
        {takenAt !== null && (
          <p className={styles['quiet']}>
            {t(takenAt.source === 'camera' ? 'evidence.taken' : 'evidence.takenBySender', {
              at: momentText(takenAt.at),
            })}
          </p>
        )}
        <p className={styles['quiet']}>
          {t('evidence.by', { name: item.submittedBy, at: momentText(item.submittedAt) })}
        </p>
        <p className={styles['checks']}>
          {item.checks.map((check) => (
            <CheckTag key={check.check} check={check} />
          ))}
        </p>
        {isWithdrawn && <p>{t('evidence.withdrawn', { because: item.withdrawnBecause ?? '' })}</p>}
        {!isWithdrawn && mayWithdraw && <Withdrawal item={item} />}
      </div>
    </li>
  );
}

/** Reuse is told only where there is any. */
function CheckTag({ check: { check, outcome, found } }: { readonly check: EvidenceCheck }): ReactElement | null {
  const { t } = useTranslation();
  if (check === 'reuse' && outcome === 'plausible') return null;
  const figure = found === null ? '' : Math.abs(Math.round(found)).toString();
  const isDay = check === 'onset' || check === 'visit';
  const words =
    check !== 'reuse' && outcome === 'unknown'
      ? t(`evidence.unknown.${check}`)
      : isDay && outcome === 'plausible'
        ? t(`evidence.check.${check}_ok`)
        : t(`evidence.check.${check}`, { found: figure });
  const colour = outcome === 'doubtful' ? 'error' : outcome === 'plausible' ? 'success' : 'default';
  return (
    <Tag color={colour}>
      {t(`evidence.outcome.${outcome}`)}: {words}
    </Tag>
  );
}

function Withdrawal({ item }: { readonly item: Evidence }): ReactElement {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { mutate, isPending } = useWithdrawal(item.alertId);
  const [asked, setAsked] = useState(false);
  const ask = (): void => {
    setAsked(true);
    let because = '';
    modal.confirm({
      title: t('evidence.withdrawBecause'),
      content: (
        <Input aria-label={t('evidence.withdrawBecause')} onChange={(event) => (because = event.target.value)} />
      ),
      onOk: () => {
        if (because.trim() !== '') mutate({ evidenceId: item.id, because: because.trim() });
      },
      afterClose: () => setAsked(false),
    });
  };
  return (
    <Button size="small" type="text" disabled={isPending || asked} onClick={ask}>
      {t('evidence.withdraw')}
    </Button>
  );
}
