import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertDetail, Finding } from '../api/model.js';
import { useExplanationText, useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { areaText, percentText } from '#domain/areaText.js';
import { OccupiedGround } from '../standing/OccupiedGround.js';
import { totalOfParts } from '../state/findingParts.js';
import styles from './AlertDetail.module.css';
import { SeverityTag } from './tags.js';
import { usePartName } from './usePartName.js';

/** What each rule found, with every number that led to it. */
export function AlertFindings({ alert }: { readonly alert: AlertDetail }): ReactElement {
  const { t } = useTranslation();
  const areaOfPatch = new Map(alert.patches.map((patch) => [patch.id, patch.areaM2]));
  return (
    <Card title={t('alert.findings')} note={t('alert.findingsCount', { count: alert.findings.length })}>
      {alert.findings.length === 0 && <p className={styles['quiet']}>{t('alert.noFindings')}</p>}
      <ul className={styles['findings']}>
        {alert.findings.map((finding) => (
          <li key={`${finding.patchId}/${finding.kind}`}>
            <FindingSheet finding={finding} patchAreaM2={areaOfPatch.get(finding.patchId) ?? null} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function FindingSheet(props: { readonly finding: Finding; readonly patchAreaM2: number | null }): ReactElement {
  const { t } = useTranslation();
  const explain = useExplanationText();
  const { finding, patchAreaM2 } = props;
  const { isWhole } = totalOfParts(finding.parts, patchAreaM2);
  return (
    <>
      <h3 className={styles['findingHead']}>
        {t(`violation.${finding.kind}`)} <SeverityTag severity={finding.severity} />
      </h3>
      <p className={styles['findingText']}>{explain(finding.explanation)}</p>
      {finding.parts.length > 0 && <PartsTable finding={finding} patchAreaM2={patchAreaM2} />}
      <OccupiedGround occupied={finding.occupied} />
      {!isWhole && <Alert type="warning" showIcon title={t('alert.partsMismatch')} />}
      <p className={styles['quiet']}>
        {[
          t('alert.tolerance', { value: finding.toleranceM.toFixed(1) }),
          ...finding.layers.map(({ id, version, feature }) => [id, version, feature].join(' / ')),
          t('alert.ruleSet', { id: finding.ruleSet.id, version: finding.ruleSet.version }),
        ].join(' · ')}
      </p>
    </>
  );
}

function PartsTable(props: { readonly finding: Finding; readonly patchAreaM2: number | null }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const nameOfPart = usePartName();
  const { parts, kind } = props.finding;
  const { totalM2, shares } = totalOfParts(parts, props.patchAreaM2);
  return (
    <table className={styles['parts']} aria-label={`${t(`violation.${kind}`)}: ${t('alert.part')}`}>
      <thead>
        <tr>
          <th scope="col">{t('alert.part')}</th>
          <th scope="col">{t('alert.partRef')}</th>
          <th scope="col" className={styles['number']}>
            m²
          </th>
          <th scope="col" className={styles['number']}>
            {t('alert.partShare')}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) => (
          <tr key={`${part.label}/${part.ref ?? ''}/${index}`}>
            <td>{nameOfPart(part.label)}</td>
            <td className={styles['ref']}>{part.ref ?? '—'}</td>
            <td className={styles['number']}>{areaText(part.areaM2, language).m2}</td>
            <td className={styles['number']}>
              <span className={styles['bar']} style={{ width: `${(shares[index] ?? 0) * 44}px` }} aria-hidden />
              {percentText(shares[index] ?? 0, language)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('alert.partsTotal')}
          </th>
          <td className={styles['number']}>{areaText(totalM2, language).m2}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
