import { Button, Drawer, Skeleton, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Layer } from '../api/model.js';
import { useSession } from '../api/session.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { LayerImport } from './LayerImport.js';
import { LayerReview } from './LayerReview.js';
import { useLayerVersions } from './layerQueries.js';

const STATUS_COLOURS = { draft: 'var(--warn)', published: 'var(--good)', withdrawn: 'var(--ink-faint)' } as const;

/** Plan layers with all their versions: import a draft, look at its report, publish it. */
export default function LayersPage(): ReactElement {
  const { t } = useTranslation();
  const versions = useLayerVersions();
  const rights = useSession().data?.rights ?? [];
  const [isImporting, setIsImporting] = useState(false);
  const [shown, setShown] = useState<Layer | null>(null);
  const together = styles['together'] ?? '';
  const columns = [
    {
      title: t('layers.layer'),
      render: (_: unknown, layer: Layer) => (
        <Button type="link" size="small" onClick={() => setShown(layer)}>
          {layer.title} · {layer.version}
        </Button>
      ),
    },
    { title: t('layers.kind'), render: (_: unknown, { kind }: Layer) => t(`layerKind.${kind}`) },
    {
      title: t('layers.status'),
      className: together,
      render: (_: unknown, { status }: Layer) => (
        <strong style={{ color: STATUS_COLOURS[status] }}>{t(`layers.state.${status}`)}</strong>
      ),
    },
    {
      title: t('layers.validity'),
      render: (_: unknown, l: Layer) => (
        <>
          <span className={together}>{l.validFrom} –</span> <span className={together}>{l.validTo}</span>
        </>
      ),
    },
    { title: t('layers.features'), dataIndex: 'featureCount', align: 'right' as const },
    { title: t('layers.owner'), render: (_: unknown, { owner }: Layer) => owner ?? '—' },
    { title: t('layers.asOf'), className: together, render: (_: unknown, { asOf }: Layer) => asOf ?? '—' },
  ];
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('layers.title')}</h1>
        {rights.includes('writeLayers') && (
          <Button type="primary" onClick={() => setIsImporting(true)}>
            {t('layers.import')}
          </Button>
        )}
      </header>
      {versions.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {versions.isError && <ProblemNotice thrown={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && (
        <Table<Layer>
          size="small"
          rowKey={({ id, version }) => `${id}/${version}`}
          columns={columns}
          dataSource={[...versions.data]}
          scroll={{ x: 760 }}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
        />
      )}
      <Drawer
        title={t('layers.import')}
        open={isImporting}
        onClose={() => setIsImporting(false)}
        size="large"
        destroyOnHidden
      >
        <LayerImport
          mayPublish={rights.includes('publishLayers')}
          mayDiscard={rights.includes('writeLayers')}
          onDone={() => setIsImporting(false)}
        />
      </Drawer>
      <Drawer
        title={shown === null ? '' : `${shown.title} · ${shown.version}`}
        open={shown !== null}
        onClose={() => setShown(null)}
        size="large"
        destroyOnHidden
      >
        {shown !== null && (
          <LayerReview
            id={shown.id}
            version={shown.version}
            mayPublish={rights.includes('publishLayers')}
            mayDiscard={rights.includes('writeLayers')}
            onDone={() => setShown(null)}
          />
        )}
      </Drawer>
    </div>
  );
}
