import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { REPLAY_CHANGES, type ReplayChange } from '#domain/replay.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { knownTitle } from './knownTitle.js';
import { ReplayDifferences } from './ReplayDifferences.js';
import { ReplayResult } from './ReplayResult.js';
import { useReplay, type Replay } from './ruleQueries.js';
import { ruleSetHref } from './ruleSetHref.js';
import { useRunName } from './useRunName.js';
import styles from './rules.module.css';

/** A run judged again: what would have changed, patch by patch, and why. */
export default function ReplayPage(): ReactElement {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const replay = useReplay(id);
  const change = REPLAY_CHANGES.find((known) => known === search.get('change')) ?? null;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <nav>
          <Link to="/rules">{t('rules.title')}</Link>
        </nav>
        <h1>{t('replay.title')}</h1>
      </header>
      {replay.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {replay.isError && <ProblemNotice thrown={replay.error} onRetry={() => void replay.refetch()} />}
      {replay.isSuccess && (
        <>
          <Summary replay={replay.data} change={change} />
          <ReplayDifferences replay={replay.data} change={change} />
        </>
      )}
    </div>
  );
}

function Summary({ replay, change }: { readonly replay: Replay; readonly change: ReplayChange | null }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useRunName();
  const { outcome, ruleSet } = replay;
  return (
    <Card
      title={nameOf(replay.runId)}
      note={t('rules.by', { name: replay.createdBy, at: momentText(replay.createdAt) })}
    >
      <div className={styles['sentence']}>
        <ReplayResult replay={replay} />
      </div>
      <p>
        {t('replay.rules')}: {outcome !== null && `${outcome.ruleSetBefore.id} ${outcome.ruleSetBefore.version} → `}
        <Link to={ruleSetHref(ruleSet)}>
          {ruleSet.id} {ruleSet.version}
        </Link>
        {' · '}
        {t('rules.asKnown')}: {t(knownTitle(replay.asKnown))}
        {outcome !== null && ` (${momentText(outcome.knownAt)})`}
      </p>
      {outcome !== null && !outcome.isExact && <p className={styles['quiet']}>{t('replay.inexact')}</p>}
      {outcome !== null && (
        <ul className={styles['counts']}>
          <li>
            {t('replay.identical')} <b>{outcome.identical}</b>
          </li>
          {REPLAY_CHANGES.filter((name) => (outcome.changes[name] ?? 0) > 0).map((name) => (
            <li key={name}>
              <Link to={`?change=${name}`} replace aria-current={name === change}>
                {t(`replay.change.${name}`)} <b>{outcome.changes[name]}</b>
              </Link>
            </li>
          ))}
          {change !== null && (
            <li>
              <Link to="?" replace>
                {t('replay.all')}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
