import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { ReplayList } from './ReplayList.js';
import { useRuleSets, type RuleSetVersion } from './ruleQueries.js';
import { RuleSetState } from './RuleSetState.js';
import { ruleSetHref } from './ruleSetHref.js';
import styles from './rules.module.css';

const COLUMNS = ['name', 'status', 'drafted', 'published'] as const;

/** Rule sets with all their versions, and the runs that were judged again last. */
export default function RuleSetsPage(): ReactElement {
  const { t } = useTranslation();
  const ruleSets = useRuleSets();
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('rules.title')}</h1>
        <p className={styles['quiet']}>{t('rules.intro')}</p>
      </header>
      {ruleSets.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {ruleSets.isError && <ProblemNotice thrown={ruleSets.error} onRetry={() => void ruleSets.refetch()} />}
      {ruleSets.isSuccess && (
        <Card title={t('rules.versions')}>
          <div className={styles['scroll']} role="region" aria-label={t('rules.versions')} tabIndex={0}>
            <table className={styles['table']} aria-label={t('rules.versions')}>
              <thead>
                <tr>
                  {COLUMNS.map((name) => (
                    <th key={name} scope="col">
                      {t(`rules.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {ruleSets.data.map((ruleSet) => (
                  <VersionRow key={`${ruleSet.reference.id}/${ruleSet.reference.version}`} ruleSet={ruleSet} />
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
      <ReplayList />
    </div>
  );
}

function VersionRow({ ruleSet }: { readonly ruleSet: RuleSetVersion }): ReactElement {
  const { language } = useLanguage();
  const { reference, title, status, isInForce } = ruleSet;
  return (
    <tr>
      <th scope="row">
        <Link to={ruleSetHref(reference)}>
          {reference.id} · {reference.version}
        </Link>
        <small>{language === 'en' ? title.en : title.zh}</small>
      </th>
      <td>
        <RuleSetState status={status} isInForce={isInForce} />
      </td>
      <td>
        <Step name={ruleSet.createdBy} at={ruleSet.createdAt} note={ruleSet.note} />
      </td>
      <td>
        <Step name={ruleSet.publishedBy} at={ruleSet.publishedAt} note={ruleSet.publishNote} />
      </td>
    </tr>
  );
}

/** Who did it, when and why. */
function Step(props: {
  readonly name: string | null;
  readonly at: string | null;
  readonly note: string | null;
}): ReactElement {
  const { t } = useTranslation();
  if (props.at === null) return <>—</>;
  return (
    <>
      {t('rules.by', { name: props.name ?? '—', at: momentText(props.at) })}
      {props.note !== null && <small className={styles['why']}>{props.note}</small>}
    </>
  );
}
