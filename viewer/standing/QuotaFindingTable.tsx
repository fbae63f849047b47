import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { areaText, percentText } from '#domain/areaText.js';
import { useExplanationText, useLanguage } from '../i18n/language.js';
import styles from '../layout/table.module.css';
import own from './standing.module.css';
import type { QuotaFinding } from './standingQueries.js';

const COLUMNS = ['zone', 'why', 'quota', 'used', 'share', 'patches', 'since', 'region'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['quota', 'used', 'share', 'patches']);

export function QuotaFindingTable({ findings }: { readonly findings: readonly QuotaFinding[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className={own['heading']}>{t('standing.quotas')}</h2>
      <div className={styles['scroll']} role="region" aria-label={t('standing.quotas')} tabIndex={0}>
        <table className={styles['table']} aria-label={t('standing.quotas')}>
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" className={NUMBERS.has(name) ? styles['number'] : undefined}>
                  {t(`standing.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => (
              <QuotaRow key={`${finding.watchAreaId}/${Object.values(finding.layer).join('/')}`} finding={finding} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function QuotaRow({ finding }: { readonly finding: QuotaFinding }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const explain = useExplanationText();
  const { layer, explanation, quotaM2, usedM2, patchIds, since, asOf, adminCode } = finding;
  return (
    <tr>
      <th scope="row">
        {layer.feature}
        <small>
          {layer.id} {layer.version}
        </small>
      </th>
      <td className={`${styles['wrapped']} ${own['why']}`}>{explain(explanation)}</td>
      <td className={styles['number']}>
        <AreaCell areaM2={quotaM2} />
      </td>
      <td className={styles['number']}>
        <AreaCell areaM2={usedM2} />
      </td>
      <td className={styles['number']}>{quotaM2 === 0 ? '—' : percentText(usedM2 / quotaM2, language)}</td>
      <td className={styles['number']}>{patchIds.length}</td>
      <td className="figures">
        {since}
        <small>
          {t('standing.column.asOf')} {asOf}
        </small>
      </td>
      <td className="figures">{adminCode}</td>
    </tr>
  );
}

function AreaCell({ areaM2 }: { readonly areaM2: number }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { mu, hectare } = areaText(areaM2, language);
  return (
    <>
      {t('standing.mu', { value: mu })}
      <small>{t('standing.hectares', { value: hectare })}</small>
    </>
  );
}
