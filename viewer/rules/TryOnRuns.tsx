import { Button, Checkbox, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AS_KNOWN, type AsKnown } from '#domain/replay.js';
import { useRuns } from '../api/queries.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import type { RuleContent } from '../state/ruleDraft.js';
import { knownTitle } from './knownTitle.js';
import { ReplayResult } from './ReplayResult.js';
import { useNewReplays, useReplaysById, type RuleSetName } from './ruleQueries.js';
import { useRunName } from './useRunName.js';
import styles from './rules.module.css';

/** So many of the newest runs are offered. */
const RUNS_OFFERED = 24;

interface TryOnRunsProps {
  /** Rules that are not saved; null: the version as it stands. */
  readonly content: RuleContent | null;
  readonly name: RuleSetName;
  readonly isRight: boolean;
}

/** Judges chosen runs again by these rules, also before they are saved, and sums up what would change. */
export function TryOnRuns({ content, name, isRight }: TryOnRunsProps): ReactElement {
  const { t } = useTranslation();
  const runs = (useRuns().data ?? []).filter(({ status }) => status === 'done').slice(0, RUNS_OFFERED);
  const nameOf = useRunName();
  const replays = useNewReplays();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asKnown, setAsKnown] = useState<AsKnown>('then');
  const [isNoneChosen, setIsNoneChosen] = useState(false);
  const start = (): void => {
    setIsNoneChosen(chosen.length === 0);
    const rules = content === null ? { ruleSet: name } : { content: { ...content } };
    if (chosen.length > 0) replays.mutate(chosen.map((runId) => ({ runId, asKnown, ...rules })));
  };
  return (
    <Card title={t('rules.tryOut')} note={t('rules.tryOutHint')}>
      {runs.length === 0 ? (
        <p className={styles['quiet']}>{t('rules.noRuns')}</p>
      ) : (
        <fieldset className={styles['runs']}>
          <legend>{t('rules.runs')}</legend>
          <Checkbox.Group
            value={[...chosen]}
            options={runs.map(({ id }) => ({ value: id, label: nameOf(id) }))}
            onChange={(ids) => setChosen(ids)}
          />
        </fieldset>
      )}
      <div className={styles['acts']}>
        <Radio.Group
          aria-label={t('rules.asKnown')}
          value={asKnown}
          options={AS_KNOWN.map((value) => ({ value, label: `${t('rules.asKnown')}: ${t(knownTitle(value))}` }))}
          onChange={({ target }) => setAsKnown(target.value as AsKnown)}
        />
        <Button type="primary" disabled={!isRight || runs.length === 0} loading={replays.isPending} onClick={start}>
          {t('rules.judgeAgain')}
        </Button>
        {isNoneChosen && (
          <span role="alert" className={styles['wrong']}>
            {t('rules.chooseRuns')}
          </span>
        )}
      </div>
      {replays.isError && <ProblemNotice thrown={replays.error} />}
      {replays.isSuccess && <Results ids={replays.data.map(({ id }) => id)} />}
    </Card>
  );
}

function Results({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useRunName();
  const replays = useReplaysById(ids).flatMap(({ data }) => (data === undefined ? [] : [data]));
  const outcomes = replays.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  const sum = (field: 'alertsDropped' | 'alertsAdded' | 'identical' | 'patches'): number =>
    outcomes.reduce((total, outcome) => total + outcome[field], 0);
  const figures = { dropped: sum('alertsDropped'), added: sum('alertsAdded') };
  return (
    <div aria-live="polite">
      {outcomes.length > 0 && outcomes.length === ids.length && (
        <p className={styles['total']}>
          {t('rules.total', { ...figures, identical: sum('identical'), patches: sum('patches') })}
        </p>
      )}
      <ul className={styles['replays']}>
        {replays.map((replay) => (
          <li key={replay.id}>
            <Link to={`/replays/${replay.id}`}>{nameOf(replay.runId)}</Link>
            <ReplayResult replay={replay} />
          </li>
        ))}
      </ul>
    </div>
  );
}
