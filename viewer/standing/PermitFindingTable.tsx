import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useExplanationText } from '../i18n/language.js';
import styles from '../layout/table.module.css';
import own from './standing.module.css';
import type { PermitFinding } from './standingQueries.js';

const COLUMNS = ['caseNumber', 'kind', 'why', 'since', 'asOf', 'region'] as const;

export function PermitFindingTable({ findings }: { readonly findings: readonly PermitFinding[] }): ReactElement {
  const { t } = useTranslation();
  const explain = useExplanationText();
  return (
    <section>
      <h2 className={own['heading']}>{t('standing.permits')}</h2>
      <div className={styles['scroll']} role="region" aria-label={t('standing.permits')} tabIndex={0}>
        <table className={styles['table']} aria-label={t('standing.permits')}>
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {t(`standing.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {findings.map(({ watchAreaId, caseNumber, kind, explanation, since, asOf, adminCode }) => (
              <tr key={`${watchAreaId}/${caseNumber}/${kind}`}>
                <th scope="row">{caseNumber}</th>
                <td>{t(`standing.kinds.${kind}`)}</td>
                <td className={`${styles['wrapped']} ${own['why']}`}>{explain(explanation)}</td>
                <td className="figures">{since}</td>
                <td className="figures">{asOf}</td>
                <td className="figures">{adminCode}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
