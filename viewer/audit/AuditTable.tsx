import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { zhCN } from '../i18n/zh-CN.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import type { AuditEntry } from './auditQueries.js';
import { AUDIT_NOUNS } from './auditWords.js';

const COLUMNS = ['sequence', 'at', 'actor', 'act', 'noun', 'region', 'detail'] as const;

export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('audit.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('audit.title')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`audit.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.sequence} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryRow({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { sequence, at, actor, noun, nounId, adminCode, detail } = entry;
  const { actName, nounName } = useAuditNames();
  return (
    <tr>
      <td className="figures">{sequence}</td>
      <td className="figures">
        <time dateTime={at}>{momentText(at)}</time>
      </td>
      <td>{actor}</td>
      <td>{actName(entry.act)}</td>
      <td>
        {nounName(noun)}
        <small>{noun === 'alert' ? <Link to={`/alerts/${nounId}`}>{nounId}</Link> : nounId}</small>
      </td>
      <td className="figures">{adminCode}</td>
      <td className={styles['wrapped']}>
        <Detail detail={detail} />
      </td>
    </tr>
  );
}

/** The entry's own facts, unfolded when asked for. */
function Detail({ detail }: Pick<AuditEntry, 'detail'>): ReactElement | null {
  const { t } = useTranslation();
  if (Object.keys(detail).length === 0) return null;
  return (
    <details>
      <summary>{t('audit.showDetail')}</summary>
      <pre className={styles['code']}>{JSON.stringify(detail, null, 1)}</pre>
    </details>
  );
}

type Acts = typeof zhCN.historyAct & typeof zhCN.auditAct;
const isHistoryAct = (act: string): act is keyof typeof zhCN.historyAct => act in zhCN.historyAct;
const isAuditAct = (act: string): act is Exclude<keyof Acts, keyof typeof zhCN.historyAct> => act in zhCN.auditAct;

/** Acts and nouns in the reader's language; a word that came later stands as it is. */
function useAuditNames() {
  const { t } = useTranslation();
  return {
    actName: (act: string): string =>
      isHistoryAct(act) ? t(`historyAct.${act}`) : isAuditAct(act) ? t(`auditAct.${act}`) : act,
    nounName: (noun: string): string => {
      const known = AUDIT_NOUNS.find((one) => one === noun);
      return known === undefined ? noun : t(`auditNoun.${known}`);
    },
  };
}
