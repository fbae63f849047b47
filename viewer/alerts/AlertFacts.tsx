import { Typography } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { areaText, percentText } from '#domain/areaText.js';
import { momentText } from '../state/moments.js';
import styles from './AlertDetail.module.css';

export function AlertFacts({ alert }: { readonly alert: AlertDetail }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { areaM2, onsetFrom, onsetTo, permitCaseNumbers, adminCode, raisedAt, updatedAt, centre } = alert.properties;
  const area = areaText(areaM2, language);
  return (
    <Card title={t('alert.facts')}>
      <p className={styles['area']}>
        <strong>{t('alert.areaMu', { value: area.mu })}</strong>
        <span>{t('alert.areaM2', { value: area.m2 })}</span>
        <span>{t('alert.areaHectare', { value: area.hectare })}</span>
      </p>
      <dl className={styles['facts']}>
        <Fact label={t('alert.onset')} hint={t('alert.onsetHint')}>
          {onsetFrom} → {onsetTo}
        </Fact>
        <Fact label={t('alert.permits')}>
          {permitCaseNumbers.length > 0 ? permitCaseNumbers.join(', ') : t('alert.noPermits')}
        </Fact>
        <PatchFacts alert={alert} />
        <Fact label={t('alert.adminCode')}>{adminCode}</Fact>
        <Fact label={t('alert.centre')}>
          {centre[0].toFixed(5)}, {centre[1].toFixed(5)}
        </Fact>
        <Fact label={t('alert.raisedAt')}>{momentText(raisedAt)}</Fact>
        <Fact label={t('alert.updatedAt')}>{momentText(updatedAt)}</Fact>
        <Fact label={t('alert.id')} isWide>
          <Typography.Text
            copyable={{ tooltips: [t('alert.copyId'), t('alert.copied')] }}
            className={styles['id'] ?? ''}
          >
            {alert.id}
          </Typography.Text>
        </Fact>
      </dl>
    </Card>
  );
}

/** What the detector says, patch by patch: most alerts have one. */
function PatchFacts({ alert }: { readonly alert: AlertDetail }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const perPatch = (text: (patch: AlertDetail['patches'][number]) => string): string =>
    [...new Set(alert.patches.map(text))].join('; ');
  if (alert.patches.length === 0) return <></>;
  return (
    <>
      <Fact label={t('alert.classes')}>
        {perPatch((patch) => `${t(`landCover.${patch.fromClass}`)} → ${t(`landCover.${patch.toClass}`)}`)}
      </Fact>
      <Fact label={t('alert.confidence')}>{perPatch((patch) => percentText(patch.confidence, language))}</Fact>
      <Fact label={t('alert.assessedShare')}>{perPatch((patch) => percentText(patch.assessedShare, language))}</Fact>
      <Fact label={t('alert.registration')}>
        {perPatch((patch) => t('alert.metres', { value: patch.registrationErrorM.toFixed(1) }))}
      </Fact>
      <Fact label={t('alert.detector')}>
        {perPatch((patch) => `${patch.detector} · ${patch.recipe.name} ${patch.recipe.version}`)}
      </Fact>
      <Fact label={t('alert.patches')}>
        {t('alert.patchesCount', { count: alert.patches.length })}, {perPatch((patch) => t(`lineage.${patch.lineage}`))}
      </Fact>
    </>
  );
}

function Fact(props: {
  readonly label: string;
  readonly hint?: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={styles['fact']} data-wide={props.isWide}>
      <dt title={props.hint}>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
