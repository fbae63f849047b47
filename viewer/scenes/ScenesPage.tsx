import { Button, Drawer, Progress, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { percentText } from '#domain/areaText.js';
import { daysBetween, dayOf } from '#domain/time.js';
import type { Scene } from '../api/model.js';
import { useScenes } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useLanguage } from '../i18n/language.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { inTimeOrder } from '../state/scenePair.js';
import { SceneUpload } from './SceneUpload.js';

/** The catalogue of imagery, newest first, with how much of each was seen and how long before it nothing came. */
export default function ScenesPage(): ReactElement {
  const { t } = useTranslation();
  const scenes = useScenes();
  const mayWrite = useSession().data?.rights.includes('writeScenes') ?? false;
  const [isUploading, setUploading] = useState(false);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('scenes.title')}</h1>
        {scenes.isSuccess && <span>{t('scenes.total', { count: scenes.data.length })}</span>}
        {mayWrite && (
          <Button type="primary" onClick={() => setUploading(true)}>
            {t('scenes.register')}
          </Button>
        )}
      </header>
      {scenes.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {scenes.isError && <ProblemNotice thrown={scenes.error} onRetry={() => void scenes.refetch()} />}
      {scenes.isSuccess && scenes.data.length === 0 && (
        <EmptyNotice title={t('map.noScenes')} detail={t('scenes.emptyDetail')} />
      )}
      {scenes.isSuccess && scenes.data.length > 0 && <SceneTable scenes={inTimeOrder(scenes.data)} />}
      <Drawer title={t('scenes.register')} open={isUploading} onClose={() => setUploading(false)} destroyOnHidden>
        <SceneUpload onDone={() => setUploading(false)} />
      </Drawer>
    </div>
  );
}

const COLUMNS = ['acquiredAt', 'name', 'sensor', 'bands', 'resolution', 'clear', 'gap'] as const;

function SceneTable({ scenes }: { readonly scenes: readonly Scene[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('scenes.title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('scenes.title')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`scenes.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scenes
            .map((scene, index) => <SceneRow key={scene.id} scene={scene} before={scenes[index - 1] ?? null} />)
            .toReversed()}
        </tbody>
      </table>
    </div>
  );
}

function SceneRow({ scene, before }: { readonly scene: Scene; readonly before: Scene | null }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const day = dayOf(scene.acquiredAt);
  const metres = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(scene.gsdMetres);
  return (
    <tr>
      <th scope="row" className="figures">
        <Link to={`/?after=${scene.id}${before === null ? '' : `&before=${before.id}`}`} title={t('runs.showOnMap')}>
          {day}
        </Link>
      </th>
      <td className={styles['wrapped']} style={{ minWidth: 150 }}>
        {scene.title}
        <small className={styles['code']}>{scene.contentHash.slice(0, 16)}</small>
      </td>
      <td>
        {t(`sensor.${scene.sensor}`)}
        <small>{scene.platform}</small>
      </td>
      <td className={styles['wrapped']} style={{ minWidth: 90 }}>
        {scene.bands.join(' ')}
      </td>
      <td className="figures">
        {t('alert.metres', { value: metres })}
        <small>
          {scene.widthPixels} × {scene.heightPixels}
        </small>
        <small>EPSG:{scene.epsg}</small>
      </td>
      <td style={{ minWidth: 110 }}>
        <span className="figures">{percentText(scene.clearShare, language)}</span>
        <br />
        <Progress
          percent={Math.round(scene.clearShare * 100)}
          size="small"
          showInfo={false}
          aria-label={t('scenes.clear')}
        />
      </td>
      <td className="figures">
        {before === null ? '—' : t('scenes.days', { count: daysBetween(dayOf(before.acquiredAt), day) })}
      </td>
    </tr>
  );
}
