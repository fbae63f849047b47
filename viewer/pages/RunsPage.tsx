import { Progress, Skeleton, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dayOf } from '#domain/time.js';
import type { Run, Scene, WatchArea } from '../api/model.js';
import { useRuns, useScenes, useWatchAreas } from '../api/queries.js';
import { useLanguage } from '../i18n/language.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { percentText } from '#domain/areaText.js';
import { durationText, momentText } from '../state/moments.js';
import { newestRunsFirst } from '../state/runOrder.js';
import { useSession } from '../api/session.js';
import { JudgeAgain } from '../rules/JudgeAgain.js';
import { isUnderWay, progressOf } from '../state/runProgress.js';
import { RUN_STATUS_COLOURS } from '../theme.js';
import styles from '../layout/table.module.css';

/** Every run with how far it is and what came of it. */
export default function RunsPage(): ReactElement {
  const { t } = useTranslation();
  const runs = useRuns();
  const scenes = useScenes().data ?? [];
  const watchAreas = useWatchAreas().data ?? [];
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('runs.title')}</h1>
        {runs.isSuccess && <span>{t('runs.total', { count: runs.data.length })}</span>}
      </header>
      {runs.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {runs.isError && <ProblemNotice thrown={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && runs.data.length === 0 && (
        <EmptyNotice title={t('runs.empty')} detail={t('runs.emptyDetail')} />
      )}
      {runs.isSuccess && runs.data.length > 0 && <RunTable runs={runs.data} scenes={scenes} watchAreas={watchAreas} />}
    </div>
  );
}

const COLUMNS = ['watchArea', 'epochs', 'status', 'patches', 'alerts', 'assessed', 'created', 'rules'] as const;
const NUMBERS: readonly string[] = ['patches', 'alerts', 'assessed'];

function RunTable(props: {
  readonly runs: readonly Run[];
  readonly scenes: readonly Scene[];
  readonly watchAreas: readonly WatchArea[];
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('runs.table')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('runs.table')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={NUMBERS.includes(name) ? styles['number'] : undefined}>
                {t(`runs.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestRunsFirst(props.runs, props.scenes).map((run) => (
            <RunRow
              key={run.id}
              run={run}
              scenes={props.scenes}
              area={props.watchAreas.find(({ id }) => id === run.watchAreaId)?.name ?? run.watchAreaId}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow(props: { readonly run: Run; readonly scenes: readonly Scene[]; readonly area: string }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { run } = props;
  const mayReplay = useSession().data?.rights.includes('replayRuns') === true;
  const mapHref = `/?before=${run.beforeSceneIds[0] ?? ''}&after=${run.afterSceneId}`;
  return (
    <tr>
      <th scope="row">
        {props.area}
        <small>
          {run.recipe.name} {run.recipe.version}
        </small>
      </th>
      <td>
        <Link to={mapHref} title={t('runs.showOnMap')} className="figures">
          <Epochs run={run} scenes={props.scenes} />
        </Link>
        {run.kind === 'pair' && run.beforeSceneIds.length > 1 && (
          <small>{t('runs.moreBefore', { count: run.beforeSceneIds.length - 1 })}</small>
        )}
        {run.series !== null && (
          <small title={run.series.refitBecause ?? undefined}>
            {t('watch.runLooks', { count: run.series.lookCount, added: run.series.newLookCount })}
          </small>
        )}
      </td>
      <td className={styles['status']}>
        <RunState run={run} />
      </td>
      <td className={styles['number']}>{run.patchCount ?? '—'}</td>
      <td className={styles['number']}>{run.alertCount ?? '—'}</td>
      <td className={styles['number']}>
        {run.assessedShare === null ? '—' : percentText(run.assessedShare, language)}
      </td>
      <td className="figures">
        {momentText(run.createdAt)}
        {run.finishedAt !== null && (
          <small>
            {t('runs.duration')} {durationText(run.createdAt, run.finishedAt, language)}
          </small>
        )}
      </td>
      <td>
        <small>
          {run.ruleSet.id} {run.ruleSet.version}
        </small>
        {run.status === 'done' && mayReplay && <JudgeAgain run={run} />}
      </td>
    </tr>
  );
}

function Epochs({ run, scenes }: { readonly run: Run; readonly scenes: readonly Scene[] }): ReactElement {
  const dayOfScene = (id: string | undefined): string => {
    const scene = scenes.find((one) => one.id === id);
    return scene === undefined ? '?' : dayOf(scene.acquiredAt);
  };
  return (
    <>
      <span className={styles['together']}>{dayOfScene(run.beforeSceneIds[0])} →</span>{' '}
      <span className={styles['together']}>{dayOfScene(run.afterSceneId)}</span>
    </>
  );
}

function RunState({ run }: { readonly run: Run }): ReactElement {
  const { t } = useTranslation();
  const { status, chunksDone, chunksTotal, error, warnings } = run;
  return (
    <>
      <span className={styles['state']} style={{ color: RUN_STATUS_COLOURS[status] }}>
        <span className={styles['dot']} aria-hidden />
        {t(`runStatus.${status}`)}
        {status === 'detecting' && chunksTotal !== null && (
          <span className="figures"> {t('runs.chunks', { done: chunksDone, total: chunksTotal })}</span>
        )}
      </span>
      {isUnderWay(status) && (
        <Progress
          percent={Math.round(progressOf(run) * 100)}
          size="small"
          aria-label={`${t('runs.progress')}: ${t(`runStatus.${status}`)}`}
        />
      )}
      {error !== null && (
        <p className={styles['error']}>
          {t('runs.error')}: {error}
        </p>
      )}
      {warnings.length > 0 && (
        <Tooltip title={warnings.join('\n')}>
          <button type="button" className={styles['warnings']} aria-label={warnings.join('; ')}>
            {t('runs.warnings', { count: warnings.length })}
          </button>
        </Tooltip>
      )}
    </>
  );
}
